import { Problem } from './api.js';
import { fetchWithKey } from './door.js';

// The one connection over which results come. By fetch and not by EventSource, which gives up for good when the service is
// away for a moment, and cannot be told where to go on.

const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 10_000;
/** The service breaks a silence every ten seconds; longer, and the connection is dead. */
const SILENT_MILLIS = 35_000;
const BETWEEN = '_';
const NOWHERE = 'n';

export class EventLink {
  #onEvent;
  #onState;
  /** What is known of the streams that are followed closely. */
  #watched = [];
  #isRepeated = false;
  #ids = [];
  /** By stream, how far it was received. */
  #reached = new Map();
  #abort = null;
  #pause = FIRST_PAUSE_MILLIS;
  #timer = 0;

  /**
   * @param onEvent is given the name and the data of each event
   * @param onState is given null while it works, else what is wrong
   */
  constructor(onEvent, onState) {
    this.#onEvent = onEvent;
    this.#onState = onState;
  }

  /**
   * Follows these streams from now on, and goes on with those that it followed before.
   *
   * @param streams ids of those of which the results are wanted
   * @param watched what is known of those that are followed closely, at most four
   */
  follow(streams, watched) {
    const ids = [...streams, ...watched.map((listening) => listening.streamId)];
    const listeningTo = (id, all) => all.find((listening) => listening.streamId === id);
    if (watched.length === this.#watched.length && watched.every((listening, i) => listening === this.#watched[i]) && ids.every((id) => this.#ids.includes(id))) {
      // Those that are not wanted any more cost less than to connect again.
      return;
    }
    const kept = ids.filter((id) => this.#ids.includes(id) && listeningTo(id, watched) === listeningTo(id, this.#watched));
    this.#reached = new Map(kept.map((id) => [id, this.#reached.get(id) ?? NOWHERE]));
    this.#ids = ids;
    this.#watched = watched;
    this.#isRepeated = false;
    this.#pause = FIRST_PAUSE_MILLIS;
    this.#open();
  }

  get #address() {
    const streams = this.#ids.slice(0, this.#ids.length - this.#watched.length);
    const parameters = streams.length ? [`streams=${streams.join(',')}`] : [];
    if (this.#watched.length) {
      parameters.push(`watch=${this.#watched.map((listening) => `${listening.streamId}@${listening.framesFrom().toFixed(3)}`).join(',')}`);
    }
    return `/v1/events?${parameters.join('&')}`;
  }

  /** A part for each stream, in their order. */
  get #lastEventId() {
    return this.#ids.map((id) => this.#reached.get(id) ?? NOWHERE).join(BETWEEN);
  }

  async #open() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    if (!this.#ids.length) {
      return;
    }
    const abort = new AbortController();
    this.#abort = abort;
    let more = true;
    try {
      more = await this.#read(abort.signal);
    } catch (fault) {
      if (!abort.signal.aborted) {
        this.#onState(fault);
      }
    }
    if (more && !abort.signal.aborted) {
      this.#timer = setTimeout(() => this.#open(), this.#pause);
      this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_MILLIS);
    }
  }

  /** False when nothing more comes of these streams. */
  async #read(signal) {
    const headers = { Accept: 'text/event-stream' };
    if (this.#reached.size) {
      headers['Last-Event-ID'] = this.#lastEventId;
    }
    const response = await fetchWithKey(this.#address, { headers, cache: 'no-store', signal });
    if (response.status === 204) {
      this.#onState(null);
      return this.#missesFrames();
    }
    if (!response.ok) {
      const problem = await Problem.of(response);
      if (problem.code === 'BAD_EVENT_ID') {
        this.#reached.clear();
      }
      throw problem;
    }
    this.#onState(null);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    let silence = 0;
    const next = () => {
      clearTimeout(silence);
      silence = setTimeout(() => reader.cancel(), SILENT_MILLIS);
      return reader.read();
    };
    try {
      for (let piece = await next(); !piece.done && !signal.aborted; piece = await next()) {
        this.#pause = FIRST_PAUSE_MILLIS;
        const blocks = (rest + piece.value).split('\n\n');
        rest = blocks.pop();
        blocks.forEach((block) => this.#take(block));
      }
    } finally {
      // Else a later cancel of what was aborted fails where nobody waits for it.
      clearTimeout(silence);
    }
    return true;
  }

  /** Where all has come but the last pictures, a stream is watched once more from its beginning. */
  #missesFrames() {
    const missing = this.#isRepeated ? [] : this.#watched.filter((listening) => listening.missesFrames());
    this.#isRepeated = true;
    missing.forEach((listening) => this.#reached.delete(listening.streamId));
    return missing.length > 0;
  }

  #take(block) {
    let name = '';
    let data = '';
    for (const line of block.split('\n')) {
      const colon = line.indexOf(':');
      const value = line.slice(colon + 1);
      if (line.startsWith('event:')) {
        name = value;
      } else if (line.startsWith('data:')) {
        data += value;
      } else if (line.startsWith('id:')) {
        value.split(BETWEEN).forEach((part, i) => this.#reached.set(this.#ids[i], part));
      }
    }
    if (data) {
      this.#onEvent(name, JSON.parse(data));
    }
  }
}
