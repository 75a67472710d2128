import { h, setText } from './dom.js';
import { clock } from './format.js';
import { Playhead } from './playhead.js';
import { text } from './text.js';

// Plays an upload from the file that the user gave, which is not sent again, and shows in the pictures where it is.

const words = text.player;

export class Player {
  #address;
  #audio;
  #playhead;
  #button = h('button', { type: 'button', className: 'quiet', onclick: () => this.#toggle() }, words.play);
  #place = h('input', { type: 'range', min: 0, max: 0, step: 0.1, value: 0, 'aria-label': words.place, oninput: () => this.seek(Number(this.#place.value)) });
  #time = h('span', { className: 'player-time' });
  #note = h('p', { className: 'note', role: 'status' });

  /**
   * @param file of the user
   * @param boxes of the pictures, in which the place is marked
   */
  constructor(file, boxes) {
    this.#address = URL.createObjectURL(file);
    this.#audio = new Audio(this.#address);
    this.#audio.addEventListener('error', () => this.#giveUp());
    ['play', 'pause'].forEach((name) => this.#audio.addEventListener(name, () => setText(this.#button, this.#audio.paused ? words.play : words.pause)));
    this.#playhead = new Playhead(boxes);
    this.element = h('div', { className: 'player' }, this.#button, this.#place, this.#time, this.#note);
  }

  get isUsable() {
    return true;
  }

  /** Goes to a media time (s), and plays from there. */
  seek(seconds) {
    this.#audio.currentTime = seconds;
    this.#audio.play().catch(() => {});
  }

  /** Marks the place in pictures of the time between two media times (s). */
  draw(from, to) {
    const { currentTime, duration } = this.#audio;
    this.#playhead.draw(currentTime > 0 ? currentTime : null, from, to);
    if (Number.isFinite(duration)) {
      this.#place.max = duration;
    }
    this.#place.value = currentTime;
    this.#place.setAttribute('aria-valuetext', clock(currentTime));
    setText(this.#time, `${clock(currentTime)} / ${clock(duration || 0)}`);
  }

  dispose() {
    this.#audio.pause();
    this.#audio.removeAttribute('src');
    URL.revokeObjectURL(this.#address);
  }

  #toggle() {
    if (this.#audio.paused) {
      this.#audio.play().catch(() => {});
    } else {
      this.#audio.pause();
    }
  }

  /** Browsers play fewer formats than the service hears. */
  #giveUp() {
    this.#button.disabled = true;
    this.#place.disabled = true;
    setText(this.#note, words.unplayable);
  }
}
