import { api } from './api.js';

// Asks for the statistics over a stream's features now and then while it plays, and once when it is over.

const EVERY_MILLIS = 15_000;

export class StatisticsReader {
  #listening;
  #askedAt = -Infinity;
  #attempt = -1;
  #isOver = false;

  constructor(listening) {
    this.#listening = listening;
  }

  /** @param then is called when there is something new */
  ask(then) {
    const { track, streamId } = this.#listening;
    if (!track) {
      return;
    }
    const ends = track.final && !track.now;
    if (this.#attempt !== track.attempt) {
      this.#attempt = track.attempt;
      this.#askedAt = -Infinity;
      this.#isOver = false;
    }
    const isDue = performance.now() - this.#askedAt > EVERY_MILLIS || (ends && !this.#isOver);
    if (!isDue || this.#isOver || document.hidden) {
      return;
    }
    this.#askedAt = performance.now();
    this.#isOver = ends;
    api.features(streamId).then((statistics) => {
      if (statistics?.attempt === this.#listening.attempt) {
        this.#listening.statistics = statistics;
        then();
      }
    }, () => {});
  }
}
