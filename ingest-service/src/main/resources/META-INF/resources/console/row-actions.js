import { h, show, svg } from './dom.js';
import { titleOf } from './format.js';
import { text } from './text.js';

// The buttons of a row of the list. What cannot be taken back is asked for by the button itself.

const ASKED_MILLIS = 4_000;
const words = text.list.actions;
const SHAPES = {
  remove: 'M3 4.5h10M6.5 4V2.5h3V4M4.5 4.5l.6 9h5.8l.6-9M7 7v4M9 7v4',
  stop: 'M4.5 4.5h7v7h-7z',
  retry: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.2v3h-3',
};

export class RowActions {
  #actions;
  #say;
  #stream = null;
  #asked = 0;
  #shape = h('span', { className: 'icon', 'aria-hidden': 'true' });
  #question = h('span', { hidden: true }, words.really);
  #retry = h('button', { type: 'button', onclick: () => this.#tryAgain() }, h('span', { className: 'icon', 'aria-hidden': 'true' }, icon(SHAPES.retry)));
  #remove = h('button', { type: 'button', onclick: () => this.press() }, this.#shape, this.#question);

  /**
   * @param actions what can be done with a stream
   * @param say is given a sentence, and whether it is about a fault
   */
  constructor(actions, say) {
    this.#actions = actions;
    this.#say = say;
    this.element = h('div', { className: 'row-actions' }, this.#retry, this.#remove);
  }

  draw(stream) {
    this.#stream = stream;
    const title = titleOf(stream);
    const kind = this.#kind;
    show(this.#retry, this.#actions.canRetry(stream));
    this.#retry.setAttribute('aria-label', words.retry(title));
    if (this.#remove.dataset.kind !== kind) {
      this.#remove.dataset.kind = kind;
      this.#shape.replaceChildren(icon(SHAPES[kind]));
    }
    this.#remove.setAttribute('aria-label', this.#asked ? words.really : words[kind](title));
  }

  setReached(isReached) {
    this.#retry.tabIndex = this.#remove.tabIndex = isReached ? 0 : -1;
  }

  /** The first press asks, a second within four seconds does it. */
  async press() {
    const title = titleOf(this.#stream);
    if (!this.#asked) {
      this.#asked = setTimeout(() => {
        this.#ask(0);
        this.#say('');
      }, ASKED_MILLIS);
      this.#ask(this.#asked);
      this.#say(this.#kind === 'stop' ? words.confirmStop(title) : words.confirm(title));
      return;
    }
    const said = this.#kind === 'stop' ? words.stopped : words.removed;
    clearTimeout(this.#asked);
    this.#ask(0);
    await this.#do(() => this.#actions.remove(this.#stream), said(title));
  }

  get #kind() {
    return this.#actions.isFollowed(this.#stream) ? 'stop' : 'remove';
  }

  #ask(asked) {
    this.#asked = asked;
    this.#remove.classList.toggle('asks', Boolean(asked));
    show(this.#question, Boolean(asked));
    show(this.#shape, !asked);
    this.draw(this.#stream);
  }

  #tryAgain() {
    return this.#do(() => this.#actions.retry(this.#stream), words.retried(titleOf(this.#stream)));
  }

  async #do(action, said) {
    const title = titleOf(this.#stream);
    this.#retry.disabled = this.#remove.disabled = true;
    try {
      await action();
      this.#say(said);
    } catch (problem) {
      this.#say(words.problem(title, problem.message, problem.code), true);
    } finally {
      this.#retry.disabled = this.#remove.disabled = false;
    }
  }
}

function icon(d) {
  const line = { d, fill: 'none', stroke: 'currentColor', 'stroke-width': '1.5', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };
  return svg('svg', { viewBox: '0 0 16 16', width: '16', height: '16' }, svg('path', line));
}
