import { Problem, streamPath } from './api.js';
import { h, setText, show } from './dom.js';
import { clock } from './format.js';
import { Playhead } from './playhead.js';
import { text } from './text.js';

// Plays what the model reads, from the service: a station, a microphone, a file that another browser has sent. The service
// says at which media time the sound begins, and keeps its pace from there; so the place is that time and what was played.

const KEPT_MILLIS = 3_600_000;
const BEHIND_SECONDS = 8;
const words = text.listen;

export class StreamPlayer {
  #id;
  #source;
  #audio = h('audio');
  #playhead;
  #asking = new AbortController();
  /** Whether there is sound, or it is being asked for. */
  #isOpen = false;
  /** Media time at which the sound begins (s); null before it is known. */
  #start = null;
  #attempt = 0;
  /** Media time at which it was paused (s). */
  #paused = null;
  #button = h('button', { type: 'button', className: 'quiet', onclick: () => this.#toggle() }, words.play);
  #place = h('input', { type: 'range', min: 0, max: 1, step: 1, 'aria-label': words.place, onchange: () => this.seek(Number(this.#place.value)) });
  #volume = h('input', { type: 'range', min: 0, max: 1, step: 0.05, value: 1, className: 'volume', 'aria-label': words.volume, oninput: () => (this.#audio.volume = this.#volume.value) });
  #time = h('span', { className: 'player-time' });
  #note = h('p', { className: 'note', role: 'status' });

  /**
   * @param source gives the stream's status, whether it is live, and which media time has been reached (s)
   * @param boxes of the pictures, in which the place is marked
   */
  constructor(id, source, boxes) {
    this.#id = id;
    this.#source = source;
    this.#playhead = new Playhead(boxes);
    this.#audio.addEventListener('play', () => setText(this.#button, words.pause));
    this.#audio.addEventListener('pause', () => !this.#audio.ended && this.#pause());
    this.#audio.addEventListener('ended', () => this.#goOn());
    this.#audio.addEventListener('error', () => this.#stop(words.lost));
    this.element = h('div', { className: 'player' }, this.#audio, this.#button, this.#place, this.#time, h('label', { className: 'volume-box' }, h('span', {}, words.volume), this.#volume), this.#note);
  }

  /** Whether the service still has the sound. */
  get isUsable() {
    const { status, isLive } = this.#source();
    return Boolean(status) && status.state !== 'FAILED' && (isLive || Date.now() - Date.parse(status.updatedAt) < KEPT_MILLIS);
  }

  /** Media time that is played (s); null while there is none. */
  get seconds() {
    return this.#start === null ? this.#paused : this.#start + this.#audio.currentTime;
  }

  /** Plays from a media time (s) on. */
  seek(seconds) {
    this.#open(Math.max(0, seconds));
  }

  /** Marks the place in pictures of the time between two media times (s). */
  draw(from, to) {
    const { seconds } = this;
    const { reached, isLive } = this.#source();
    const at = seconds ?? (isLive ? reached : 0);
    show(this.element, this.isUsable);
    this.#playhead.draw(seconds, from, to);
    this.#place.min = Math.floor(Math.max(0, from));
    this.#place.max = Math.max(1, Math.ceil(reached));
    if (document.activeElement !== this.#place || this.#start !== null) {
      this.#place.value = at;
    }
    this.#place.setAttribute('aria-valuetext', clock(at));
    const behind = Math.round(reached - seconds);
    setText(this.#time, !isLive ? `${clock(at)} / ${clock(reached)}` : seconds === null ? '' : behind > BEHIND_SECONDS ? words.behind(clock(behind)) : words.live);
  }

  dispose() {
    this.#close();
  }

  #toggle() {
    if (this.#isOpen) {
      this.#pause();
    } else {
      // Who has paused a live stream comes back to what is now.
      this.#open(this.#source().isLive ? null : this.#paused);
    }
  }

  /** @param seconds media time; null for what comes now of a live stream, and the beginning of another */
  async #open(seconds) {
    this.#close();
    const { signal } = (this.#asking = new AbortController());
    setText(this.#button, words.pause);
    setText(this.#note, '');
    this.#isOpen = true;
    this.#start = this.#paused = seconds;
    try {
      const start = await this.#ask(seconds, signal);
      this.#attempt = this.#source().status.attempt;
      this.#start = start;
      this.#audio.src = this.#path(start);
      await this.#audio.play();
    } catch (fault) {
      if (!signal.aborted) {
        this.#stop(fault instanceof Problem ? fault.message : words.lost);
      }
    }
  }

  /** Where the sound begins, or why there is none: an audio element tells neither. */
  async #ask(seconds, signal) {
    const response = await fetch(this.#path(seconds), { cache: 'no-store', signal });
    if (!response.ok) {
      throw await Problem.of(response);
    }
    await response.body.cancel();
    return Number(response.headers.get('Genrestream-Start-Seconds'));
  }

  #path(seconds) {
    return `${streamPath(this.#id)}/audio${seconds === null ? '' : `?from=${seconds.toFixed(4)}`}`;
  }

  /** The sound ends before a long gap, with an attempt, or with the stream. */
  #goOn() {
    const { status, isLive } = this.#source();
    const reached = this.seconds;
    if (isLive) {
      this.#open(status.attempt === this.#attempt ? reached : null);
    } else if (status && reached < status.seconds - 1) {
      this.#open(reached);
    } else {
      this.#close();
      this.#paused = null;
    }
  }

  #pause() {
    this.#paused = this.seconds;
    this.#close();
  }

  #stop(why) {
    this.#close();
    setText(this.#note, why);
  }

  /** Nothing is fetched for nobody. */
  #close() {
    this.#asking.abort();
    this.#isOpen = false;
    this.#start = null;
    setText(this.#button, words.play);
    if (this.#audio.hasAttribute('src')) {
      this.#audio.removeAttribute('src');
      this.#audio.load();
    }
  }
}
