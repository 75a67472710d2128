import { h, setText, show } from './dom.js';
import { Microphone, obstacle } from './microphone.js';
import { text } from './text.js';
import { newId } from './uploads.js';

// The microphone among the ways in. What stands in its way is said before the click where that is known.

const words = text.microphone;

export class MicrophonePanel {
  #open;
  #microphone = null;
  #button = h('button', { type: 'button', className: 'quiet', onclick: () => this.#toggle() });
  #level = h('meter', { min: 0, max: 1, high: 0.98, 'aria-label': words.level });
  #note = h('p', { className: 'note', role: 'status' });
  #problem = h('div', { className: 'problem', role: 'alert', hidden: true }, h('p'), h('p', { className: 'code' }));

  /** @param open shows a stream */
  constructor(open) {
    this.#open = open;
    this.element = h('div', { className: 'microphone' }, h('div', { className: 'microphone-row' }, this.#button, this.#level), this.#note, this.#problem);
    const reason = obstacle();
    this.#button.disabled = Boolean(reason);
    setText(this.#note, reason ? words.obstacles[reason] : '');
    this.#draw();
  }

  #toggle() {
    if (this.#microphone && this.#microphone.state !== 'idle') {
      this.#microphone.stop();
      return;
    }
    const microphone = new Microphone(`microphone-${newId()}`, () => this.#draw());
    this.#microphone = microphone;
    microphone.start(words.title(new Date()));
  }

  #draw() {
    const { state = 'idle', peak = 0, droppedSeconds = 0, problem = null, streamId } = this.#microphone ?? {};
    setText(this.#button, words.states[state]);
    show(this.#level, state === 'on');
    this.#level.value = peak;
    if (!this.#button.disabled) {
      setText(this.#note, droppedSeconds > 1 ? words.dropped(Math.round(droppedSeconds)) : '');
    }
    show(this.#problem, Boolean(problem));
    if (problem) {
      setText(this.#problem.firstChild, words.problems[problem.code] ?? problem.message);
      setText(this.#problem.lastChild, problem.code);
    }
    if (state === 'on' && !this.#microphone.wasShown) {
      this.#microphone.wasShown = true;
      this.#open(streamId);
    }
  }
}
