import { h, setText, svg } from './dom.js';
import { text } from './text.js';

// What an operator looks at first: whether the services answer, and how much is being heard.

const EVERY_MILLIS = 5_000;
/** Five minutes of throughput. */
const KEPT = 60;
const WIDTH = 180;
const HEIGHT = 36;
const words = text.health;

export class Health {
  #streams;
  #results = null;
  #ingest = null;
  #rates = [];
  #before = null;
  #summary = h('summary', {});
  #rows = Object.fromEntries(Object.entries(words.rows).map(([name, label]) => [name, h('div', {}, h('dt', {}, label), h('dd'))]));
  #line = svg('polyline', { fill: 'none', stroke: 'currentColor', 'stroke-width': '1.5', 'stroke-linejoin': 'round' });
  #picture = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: 'img' }, this.#line);

  constructor(streams) {
    this.#streams = streams;
    this.element = h('details', { className: 'health' }, this.#summary, h('div', {}, h('dl', {}, ...Object.values(this.#rows)), this.#picture));
    this.#draw();
  }

  async run() {
    for (;;) {
      await this.#ask();
      this.#measure();
      this.#draw();
      await new Promise((resolve) => setTimeout(resolve, EVERY_MILLIS));
    }
  }

  /** @param model in use; null when the results cannot be reached */
  setResults(model, fault) {
    this.#results = { model, fault };
    this.#draw();
  }

  async #ask() {
    try {
      const response = await fetch('/q/health/ready', { cache: 'no-store' });
      const { checks } = await response.json();
      const waiting = checks.filter((check) => check.status !== 'UP').map((check) => check.data?.waitingFor ?? check.name);
      this.#ingest = response.ok ? { ready: true } : { ready: false, waiting: waiting.join(text.words.and) };
    } catch {
      this.#ingest = { ready: false, waiting: words.silent };
    }
  }

  /** Seconds of audio that were heard a second: what uploads have brought, and a second for each station. */
  #measure() {
    const { seconds, live, all } = this.#streams.totals();
    const now = { at: performance.now(), seconds, all };
    if (this.#before && this.#before.all > 0) {
      const uploaded = (1000 * (seconds - this.#before.seconds)) / (now.at - this.#before.at);
      this.#rates.push(Math.max(0, uploaded) + live);
      this.#rates.splice(0, this.#rates.length - KEPT);
    }
    this.#before = now;
  }

  #draw() {
    const { running, live, failed, all } = this.#streams.totals();
    const rate = this.#rates.at(-1) ?? 0;
    const resultsFine = this.#results && !this.#results.fault;
    const state = this.#ingest === null ? 'unknown' : this.#ingest.ready && (!this.#results || resultsFine) ? 'fine' : 'troubled';
    this.element.dataset.state = state;
    setText(this.#summary, words.states[state]);
    const said = {
      ingest: this.#ingest === null ? '…' : this.#ingest.ready ? words.ready : words.waits(this.#ingest.waiting),
      results: !this.#results ? '…' : resultsFine ? words.ready : words.unreachable,
      model: this.#results?.model ? `${this.#results.model.name} ${this.#results.model.version}` : '–',
      streams: words.streams(running, live, failed, all),
      rate: words.rate(rate),
    };
    Object.entries(said).forEach(([name, value]) => setText(this.#rows[name].lastChild, value));
    const most = Math.max(1, ...this.#rates);
    const points = this.#rates.map((value, i) => `${((WIDTH - 2) * (i + KEPT - this.#rates.length)) / (KEPT - 1) + 1},${HEIGHT - 2 - ((HEIGHT - 4) * value) / most}`);
    this.#line.setAttribute('points', points.join(' '));
    this.#picture.setAttribute('aria-label', words.picture(most));
  }
}
