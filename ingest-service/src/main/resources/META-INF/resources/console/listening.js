import { SpectrogramRing } from './ring.js';

// All that is known of the stream in view. Events write it, pictures are drawn from it; nothing is drawn here.

export const KEPT_SECONDS = 600;
const KEPT_SEGMENTS = 50;

export class Listening {
  constructor(streamId) {
    this.streamId = streamId;
    this.#begin(0);
    this.deleted = false;
  }

  attempt = 0;
  /** By start, the windows of the last ten minutes. */
  windows = [];
  /** The stream's result so far. */
  track = null;
  /** The latest statistics over the features, where they are known. */
  statistics = null;
  /** By number. */
  segments = new Map();
  /** Grows with each change. */
  revision = 0;
  ring = null;
  /** Media time that has been reached (s), and when that became known (ms, by performance.now()). */
  reached = 0;
  reachedAt = 0;

  #begin(attempt) {
    this.attempt = attempt;
    this.windows = [];
    this.track = null;
    this.statistics = null;
    this.segments = new Map();
    this.ring = new SpectrogramRing(KEPT_SECONDS);
    this.reached = 0;
    this.reachedAt = performance.now();
  }

  take(name, event) {
    if (name === 'deleted') {
      this.deleted = true;
    } else if (event.attempt < this.attempt) {
      return;
    } else if (event.attempt > this.attempt) {
      this.#begin(event.attempt);
    }
    switch (name) {
      case 'prediction':
        this.#window(event);
        break;
      case 'track':
        this.track = event;
        break;
      case 'segment':
        this.#segment(event);
        break;
      case 'frames':
        this.ring.put(event);
        break;
    }
    this.revision++;
  }

  #segment(event) {
    this.segments.set(event.segment, event);
    if (this.segments.size > KEPT_SEGMENTS) {
      this.segments.delete(Math.min(...this.segments.keys()));
    }
  }

  #window(event) {
    this.deleted = false;
    const at = this.windows.findLastIndex((window) => window.startSeconds <= event.startSeconds);
    if (at >= 0 && this.windows[at].startSeconds === event.startSeconds && this.windows[at].epoch === event.epoch) {
      this.windows[at] = event;
    } else {
      this.windows.splice(at + 1, 0, event);
    }
    if (event.endSeconds > this.reached) {
      this.reached = event.endSeconds;
      this.reachedAt = performance.now();
    }
    const old = this.windows.findIndex((window) => window.endSeconds > this.reached - KEPT_SECONDS);
    this.windows.splice(0, Math.max(0, old));
  }

  /** The latest window that holds a media time (s); undefined where there is none. */
  windowAt(seconds) {
    return this.windows.findLast((window) => window.startSeconds <= seconds && window.endSeconds >= seconds);
  }

  /** From where on frames are missing (s of media time). */
  framesFrom() {
    return this.#firstWithout()?.startSeconds ?? this.reached;
  }

  missesFrames() {
    return Boolean(this.#firstWithout());
  }

  #firstWithout() {
    return this.windows.find((window) => !this.ring.has(window.startSeconds));
  }

  /** How far the audio lags behind the clock (s), where the wall clock of the segment is known. */
  behind(now) {
    const segment = this.track?.now;
    return segment ? Math.max(0, (now - Date.parse(segment.startedAt)) / 1000 - (this.track.seconds - segment.start)) : null;
  }

  /** Which part of the heard time each label led, most first. */
  leads() {
    const led = new Map();
    this.windows.filter((window) => window.label).forEach((window) => led.set(window.label, (led.get(window.label) ?? 0) + 1));
    return [...led].map(([label, count]) => [label, count / this.windows.length]).sort((a, b) => b[1] - a[1]);
  }
}
