import { allStreams, api } from './api.js';
import { titleOf } from './format.js';

// All streams and what is known of them: listed once, then what has changed.

const EVERY_MILLIS = 1_000;

export const FILTERS = {
  all: () => true,
  live: (stream) => Boolean(stream.live) && stream.state === 'STARTED',
  running: (stream) => stream.state === 'STARTED',
  done: (stream) => stateOf(stream) === 'ENDED',
  failed: (stream) => stateOf(stream) === 'FAILED',
};

export class Streams {
  #known = new Map();
  #results = new Map();
  #sorted = null;
  #onChange;
  /** Until when the changes are known; empty for never. */
  #cursor = '';
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
      await new Promise((resolve) => setTimeout(resolve, EVERY_MILLIS));
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
    // Not the whole, of which the changes of the genre alone are kilobytes.
    const { streamId, attempt, label, verdict, confidence, seconds } = result;
    this.#results.set(streamId, { attempt, label, verdict, confidence, seconds, final: result.final });
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
    if (this.#forget(id)) {
      this.#changed();
    }
  }

  #forget(id) {
    this.#results.delete(id);
    return this.#known.delete(id);
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

  count(filter) {
    let count = 0;
    this.#known.forEach((stream) => FILTERS[filter](stream) && count++);
    return count;
  }

  /** Counts of streams, live ones by connection, the seconds of all uploads, and the mean length of what is published now. */
  totals() {
    const totals = { all: this.size, running: 0, failed: 0, connections: {}, seconds: 0, chunkSeconds: 1 };
    let published = 0;
    let chunks = 0;
    for (const stream of this.#known.values()) {
      totals.failed += FILTERS.failed(stream);
      totals.seconds += stream.live ? 0 : stream.seconds;
      if (FILTERS.running(stream)) {
        totals.running++;
        published += stream.seconds;
        chunks += stream.chunks;
        if (stream.live) {
          totals.connections[stream.live.connection] = (totals.connections[stream.live.connection] ?? 0) + 1;
        }
      }
    }
    totals.chunkSeconds = chunks ? published / chunks : 1;
    return totals;
  }

  get size() {
    return this.#known.size;
  }

  async #refresh() {
    const changes = await api.changes(this.#cursor);
    let changed = false;
    if (changes.complete) {
      changed = changes.streams.filter((stream) => this.#take(stream)).length > 0;
      changed = changes.deleted.filter((id) => this.#forget(id)).length > 0 || changed;
    } else {
      const found = await allStreams();
      const ids = new Set(found.map((stream) => stream.streamId));
      [...this.#known.keys()].filter((id) => !ids.has(id)).forEach((id) => this.#forget(id));
      found.forEach((stream) => this.#take(stream));
      changed = true;
    }
    this.#cursor = changes.cursor;
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

/** For how long a final result may still come after the last of the audio (ms). */
const RESULT_MILLIS = 60_000;

/**
 * What a stream's state is called: that of its connection where it is live; CLASSIFYING when all its audio is there and
 * its final result is not; FAILED also for a source that ended without any audio.
 *
 * @param result the latest where it is asked for, without fields where there is none yet; null where it is not asked for
 */
export function stateOf(stream, result = null) {
  if (stream.state === 'STARTED') {
    return result?.final && !stream.live ? 'ENDED' : (stream.live?.connection ?? 'STARTED');
  }
  if (stream.state === 'ENDED' && stream.error && !stream.seconds) {
    return 'FAILED';
  }
  return stream.state === 'ENDED' && result && !result.final && isFresh(stream) ? 'CLASSIFYING' : stream.state;
}

export function isFresh(stream) {
  return Date.now() - Date.parse(stream.updatedAt) < RESULT_MILLIS;
}
