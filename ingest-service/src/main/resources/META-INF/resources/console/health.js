import { h, setText, show } from './dom.js';
import { dashboards, Operation } from './operation.js';
import { Sparkline } from './sparkline.js';
import { text } from './text.js';

// What an operator looks at first: whether the services answer, how far they are behind, and how much is being heard.

const EVERY_MILLIS = 5_000;
const words = text.health;
const PLACES = {
  api: '/console/api.html',
  asyncApi: '/console/asyncapi.json',
  metrics: '/v1/pipeline/ingest/metrics',
  health: '/v1/pipeline/ingest/health',
  resultsMetrics: '/v1/pipeline/inference/metrics',
  resultsHealth: '/v1/pipeline/inference/health',
};

export class Health {
  #streams;
  #operation = new Operation();
  #known = null;
  #results = null;
  #before = null;
  #rate = 0;
  #summary = h('summary', {});
  #rows = Object.fromEntries(Object.entries(words.rows).map(([name, label]) => [name, h('div', {}, h('dt', {}, label), h('dd'))]));
  #sparkline = new Sparkline();
  #links = h('ul', { className: 'links', 'aria-label': words.links }, ...Object.entries(PLACES).map(([name, href]) => link(words.places[name], href)));

  constructor(streams) {
    this.#streams = streams;
    this.element = h(
      'details',
      { className: 'health' },
      this.#summary,
      h('div', {}, h('dl', {}, ...Object.values(this.#rows)), this.#sparkline.element, this.#links),
    );
    this.#closeWhenLeft();
    this.#draw();
  }

  /** It lies above what else there is to see. */
  #closeWhenLeft() {
    const close = () => (this.element.open = false);
    addEventListener('hashchange', close);
    addEventListener('pointerdown', (event) => this.element.contains(event.target) || close());
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        close();
        this.#summary.focus();
      }
    });
  }

  async run() {
    dashboards().then((address) => address && this.#links.append(link(words.places.dashboards, address)));
    for (;;) {
      this.#known = await this.#operation.ask(this.element.open);
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

  /** Seconds of audio that were heard a second: what uploads have brought, and a second for each station that sends. */
  #measure() {
    const { seconds, connections, all } = this.#streams.totals();
    const now = { at: performance.now(), seconds };
    if (this.#before && all > 0) {
      const uploaded = (1000 * (now.seconds - this.#before.seconds)) / (now.at - this.#before.at);
      this.#rate = Math.max(0, uploaded) + (connections.LIVE ?? 0) + (connections.SILENT ?? 0);
      this.#sparkline.add(this.#rate);
    }
    this.#before = now;
  }

  #draw() {
    const { running, failed, all, connections, chunkSeconds } = this.#streams.totals();
    const known = this.#known;
    const [features, inference] = known?.pipeline?.services ?? [];
    const isTroubled = Boolean(
      known && (!known.ingest?.ready || this.#results?.fault || (known.results && !known.results.ready) || (features && !features.instances.length)),
    );
    const state = known === null ? 'unknown' : isTroubled ? 'troubled' : 'fine';
    this.element.dataset.state = state;
    setText(this.#summary, words.states[state]);
    const model = this.#results?.model;
    const dead = known?.pipeline?.deadLetters;
    const said = {
      ingest: known && serviceOf(known.ingest, null),
      features: features && instancesOf(features.instances),
      results: known && (this.#results?.fault ? words.unreachable : known.results === undefined ? inference && instancesOf(inference.instances) : serviceOf(known.results, inference?.instances)),
      model: model && `${model.name} ${model.version}`,
      waiting: features && (features.unread ? words.waiting(features.unread, features.unread * chunkSeconds) : words.nothing),
      windows: inference && (inference.unread ? words.windows(inference.unread) : words.nothing),
      latency: known?.latency === undefined ? null : known.latency === null ? words.noWindow : words.latency(known.latency),
      dead: dead && (dead.length ? words.dead(dead.join(text.words.and)) : words.noDead),
      streams: words.streams(running, failed, all),
      live: Object.keys(connections).length
        ? Object.entries(connections).map(([name, count]) => words.connection(count, text.state[name])).join(text.words.and)
        : words.noLive,
      rate: words.rate(this.#rate),
    };
    Object.entries(this.#rows).forEach(([name, row]) => {
      // Before there is an answer all rows are there, and later those of which something is known.
      show(row, said[name] !== null || known === null);
      setText(row.lastChild, said[name] || '…');
    });
  }
}

function serviceOf(readiness, instances) {
  if (!readiness) {
    return words.silent;
  }
  const state = readiness.ready ? words.ready : words.waits(readiness.waiting.join(text.words.and));
  return [state, readiness.version, instances?.length > 1 && instancesOf(instances)].filter(Boolean).join(' · ');
}

function instancesOf(instances) {
  return instances.length ? words.instances(instances.length) : words.nobody;
}

function link(label, href) {
  return h('li', {}, h('a', { href }, label));
}
