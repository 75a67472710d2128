import { h, setText, show } from './dom.js';
import { text } from './text.js';

// What can be done with all streams that the list shows, when it shows some of them: those that are over.

const ASKED_MILLIS = 4_000;
/** Streams at a time; more take a second press. */
const MOST = 1_000;
const words = text.list.actions;

export class BulkActions {
  #actions;
  #streams = [];
  #retried = [];
  #asked = 0;
  #running = null;
  #remove = h('button', { type: 'button', className: 'quiet', onclick: () => this.#removeAll() });
  #retry = h('button', { type: 'button', className: 'quiet', onclick: () => this.#retryAll() });
  #bar = h('progress', { 'aria-label': words.progressLabel });
  #progress = h('span', { className: 'bulk-progress' });
  #halt = h('button', { type: 'button', className: 'quiet', onclick: () => this.#running.abort() }, words.halt);
  #choice = h('div', { className: 'bulk-choice' }, this.#remove, this.#retry);
  #work = h('div', { className: 'bulk-work', hidden: true }, this.#bar, this.#progress, this.#halt);
  #say;
  #onDone;

  /**
   * @param say is given a sentence, and whether it is about a fault
   * @param onDone is called when the keyboard has nowhere to go on here
   */
  constructor(actions, say, onDone) {
    this.#actions = actions;
    this.#onDone = onDone;
    this.#say = say;
    this.element = h('div', { className: 'bulk', hidden: true }, this.#choice, this.#work);
  }

  /** @param shown streams of the list; none when it shows all there are */
  draw(shown) {
    if (this.#running || this.#asked) {
      // What was asked about is what is done.
      return;
    }
    this.#streams = shown.filter((stream) => this.#actions.isOver(stream)).slice(0, MOST);
    this.#retried = this.#streams.filter((stream) => this.#actions.canRetry(stream));
    setText(this.#remove, words.removeShown(this.#streams.length));
    setText(this.#retry, words.retryShown(this.#retried.length));
    show(this.#retry, this.#retried.length > 0);
    show(this.element, this.#streams.length > 0);
  }

  async #removeAll() {
    if (!this.#asked) {
      this.#asked = setTimeout(() => this.#withdraw(), ASKED_MILLIS);
      this.#remove.classList.add('asks');
      setText(this.#remove, words.removeSure(this.#streams.length));
      return;
    }
    clearTimeout(this.#asked);
    this.#withdraw();
    await this.#run(this.#streams, (stream) => this.#actions.remove(stream), words.removedAll);
  }

  #retryAll() {
    return this.#run(this.#retried, (stream) => this.#actions.retry(stream), words.retriedAll);
  }

  #withdraw() {
    this.#asked = 0;
    this.#remove.classList.remove('asks');
    setText(this.#remove, words.removeShown(this.#streams.length));
  }

  async #run(streams, action, said) {
    this.#running = new AbortController();
    this.#bar.max = streams.length;
    let done = 0;
    this.#advance(0, streams.length);
    show(this.#choice, false);
    show(this.#work, true);
    this.#halt.focus();
    const problems = await this.#actions.each(streams, action, this.#running.signal, (count) => this.#advance((done = count), streams.length));
    const failed = problems.reduce((sum, { count }) => sum + count, 0);
    this.#say([said(done - failed), ...problems.map(({ problem, count }) => words.failed(count, problem.message, problem.code))].join(' '), failed > 0);
    this.#running = null;
    show(this.#choice, true);
    show(this.#work, false);
    this.draw([]);
    this.#onDone();
  }

  #advance(done, all) {
    this.#bar.value = done;
    setText(this.#progress, words.progress(done, all));
  }
}
