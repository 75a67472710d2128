import { allStreams, api } from './api.js';
import { titleOf } from './format.js';

// All streams and what is known of them. What runs is asked for often, all the rest now and then.

const OFTEN_MILLIS = 2_000;
const SELDOM_MILLIS = 20_000;

export const FILTERS = {
  all: () => true,
  live: (stream) => Boolean(stream.live) && stream.state === 'STARTED',
  running: (stream) => stream.state === 'STARTED',
  done: (stream) => stream.state === 'ENDED',
  failed: (stream) => stream.state === 'FAILED',
};

export class Streams {
  #known = new Map();
  #results = new Map();
  #sorted = null;
  #onChange;
  #full = 0;
  fault = null;

  constructor(onChange) {
    this.#onChange = onChange;
  }

  async run() {
    for (;;) {
      try {
        await this.#refresh();
        this.#failWith(null);
      } catch (fault) {
        this.#failWith(fault);
      }
      await new Promise((resolve) => setTimeout(resolve, OFTEN_MILLIS));
      await visible();
    }
  }

  get(id) {
    return this.#known.get(id);
  }

  /** The latest result, as far as it is known. */
  result(id) {
    const result = this.#results.get(id);
    return result && result.attempt >= (this.get(id)?.attempt ?? 0) ? result : undefined;
  }

  putResult(result) {
    const before = this.result(result.streamId);
    this.#results.set(result.streamId, result);
    if (!before || before.label !== result.label || before.verdict !== result.verdict || before.final !== result.final || result.final) {
      this.#onChange();
    }
  }

  put(stream) {
    if (this.#take(stream)) {
      this.#changed();
    }
  }

  remove(id) {
    this.#results.delete(id);
    if (this.#known.delete(id)) {
      this.#changed();
    }
  }

  /** Newest first. */
  list(filter, words) {
    this.#sorted ??= [...this.#known.values()].sort(
      (a, b) => (b.startedAt ?? '').localeCompare(a.startedAt ?? '') || a.streamId.localeCompare(b.streamId),
    );
    const wanted = words.trim().toLowerCase();
    return this.#sorted.filter(
      (stream) => FILTERS[filter](stream) && (!wanted || `${titleOf(stream)} ${stream.streamId}`.toLowerCase().includes(wanted)),
    );
  }

  get size() {
    return this.#known.size;
  }

  async #refresh() {
    const all = Date.now() - this.#full > SELDOM_MILLIS;
    const found = await allStreams(all ? '' : 'STARTED');
    let changed = found.filter((stream) => this.#take(stream)).length > 0;
    const ids = new Set(found.map((stream) => stream.streamId));
    const gone = [...this.#known.values()].filter((stream) => (all || stream.state === 'STARTED') && !ids.has(stream.streamId));
    if (all) {
      this.#full = Date.now();
      gone.forEach((stream) => this.#known.delete(stream.streamId));
      changed ||= gone.length > 0;
    } else {
      // They have ended since; how, each says itself.
      for (const stream of gone.slice(0, 20)) {
        const now = await api.stream(stream.streamId).catch((fault) => (fault.status === 404 ? null : stream));
        changed = true;
        if (now) {
          this.#take(now);
        } else {
          this.#known.delete(stream.streamId);
        }
      }
    }
    if (changed) {
      this.#changed();
    }
  }

  #take(stream) {
    const before = this.#known.get(stream.streamId);
    if (before && before.attempt > stream.attempt) {
      return false;
    }
    this.#known.set(stream.streamId, stream);
    return !before || before.updatedAt !== stream.updatedAt || before.state !== stream.state;
  }

  #changed() {
    this.#sorted = null;
    this.#onChange();
  }

  #failWith(fault) {
    if (Boolean(fault) !== Boolean(this.fault)) {
      this.fault = fault;
      this.#onChange();
    }
  }
}

/** At once while the page is seen. */
function visible() {
  return document.visibilityState === 'visible'
    ? Promise.resolve()
    : new Promise((resolve) => document.addEventListener('visibilitychange', () => resolve(), { once: true }));
}

/** What a stream's state is called: that of its connection where it is live. */
export function stateOf(stream) {
  return stream.live && stream.state === 'STARTED' ? stream.live.connection : stream.state;
}
