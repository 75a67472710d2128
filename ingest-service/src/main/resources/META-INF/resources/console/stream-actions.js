import { api } from './api.js';

// What can be done with a stream from the list: delete it, stop following it, or try it again.

/** Requests at once when it is done with many; a browser has six connections. */
const AT_ONCE = 3;

export class StreamActions {
  #streams;
  #uploadOf;
  #onRemoved;

  /**
   * @param uploadOf gives the upload of this page that is to become a stream, if there is one
   * @param onRemoved is given the id of a stream that is no more
   */
  constructor(streams, uploadOf, onRemoved) {
    this.#streams = streams;
    this.#uploadOf = uploadOf;
    this.#onRemoved = onRemoved;
  }

  isOver(stream) {
    return stream.state !== 'STARTED';
  }

  isFollowed(stream) {
    return !this.isOver(stream) && isAddress(stream.live?.source);
  }

  /** Only where the sound can come once more: from a source's address, or from the user's own file. */
  canRetry(stream) {
    return this.isOver(stream) && (isAddress(stream.live?.source) || (stream.state === 'FAILED' && Boolean(this.#upload(stream)?.mayRetry)));
  }

  async retry(stream) {
    if (isAddress(stream.live?.source)) {
      await api.follow(stream.streamId, { url: stream.live.source }, true);
    } else {
      this.#upload(stream).retry();
    }
  }

  /** Deletes a stream, or stops following it, after which it can be deleted. */
  async remove(stream) {
    const id = stream.streamId;
    if (this.isFollowed(stream)) {
      await api.unfollow(id);
      this.#streams.put(await api.stream(id));
    } else {
      // Deleted by somebody else meanwhile is deleted.
      await api.deleteStream(id).catch((problem) => {
        if (problem.status !== 404) {
          throw problem;
        }
      });
      this.#streams.remove(id);
      this.#onRemoved(id);
    }
  }

  /**
   * Does something with many streams, a few at a time.
   *
   * @param signal ends it after those under way
   * @param onProgress is given how many are done, and the problems so far
   * @returns the problems, each with the number of streams that have it
   */
  async each(streams, action, signal, onProgress) {
    const waiting = [...streams];
    const problems = new Map();
    let done = 0;
    const work = async () => {
      while (waiting.length && !signal.aborted) {
        const stream = waiting.shift();
        await action(stream).catch((problem) => {
          const same = problems.get(problem.code) ?? { problem, count: 0 };
          problems.set(problem.code, { problem: same.problem, count: same.count + 1 });
        });
        onProgress(++done);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return [...problems.values()];
  }

  #upload(stream) {
    return this.#uploadOf(stream.streamId);
  }
}

function isAddress(source) {
  return /^https?:/.test(source ?? '');
}
