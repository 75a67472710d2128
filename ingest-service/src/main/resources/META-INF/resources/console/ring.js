import { loudnessMap } from './colour.js';

// The last minutes of a spectrogram as a picture of a pixel for each frame and band, written in a ring: the memory that it
// takes does not grow.

const SHOWN_LOW_DB = -70;
const SHOWN_HIGH_DB = 35;

export const SHOWN_DB = [SHOWN_LOW_DB, SHOWN_HIGH_DB];

export class SpectrogramRing {
  #seconds;
  #map = null;
  #canvas = null;
  #context = null;
  /** By column, the frame that it shows. */
  #frames = null;
  #latest = -1;
  hop = 0;

  constructor(seconds) {
    this.#seconds = seconds;
  }

  get isEmpty() {
    return this.#latest < 0;
  }

  /** Media time of the last frame's end (s). */
  get end() {
    return (this.#latest + 1) * this.hop;
  }

  /** Whether the frame that begins at a media time (s) is there. */
  has(seconds) {
    const frame = Math.round(seconds / this.hop);
    return !this.isEmpty && this.#frames[frame % this.#frames.length] === frame;
  }

  put(event) {
    if (!this.#canvas) {
      this.#open(event);
    }
    const levels = Uint8Array.from(atob(event.logMel), (letter) => letter.charCodeAt(0));
    const first = Math.round(event.startSeconds / this.hop);
    const picture = this.#context.createImageData(1, event.bands);
    for (let i = 0; i < event.heardFrames; i++) {
      const frame = first + i;
      if (frame <= this.#latest - this.#frames.length) {
        continue;
      }
      for (let band = 0; band < event.bands; band++) {
        const level = levels[i * event.bands + band];
        const from = 4 * this.#map[level];
        picture.data.set(LOUDNESS.subarray(from, from + 4), 4 * (event.bands - 1 - band));
      }
      const column = frame % this.#frames.length;
      this.#context.putImageData(picture, column, 0);
      this.#frames[column] = frame;
      this.#latest = Math.max(this.#latest, frame);
    }
  }

  /** Draws the frames between two media times (s) into a rectangle; where nothing was heard it leaves what is there. */
  draw(context, from, to, width, height) {
    if (this.isEmpty) {
      return;
    }
    const perFrame = (width * this.hop) / (to - from);
    const first = Math.max(Math.floor(from / this.hop), this.#latest - this.#frames.length + 1, 0);
    const last = Math.min(Math.ceil(to / this.hop), this.#latest);
    let start = first;
    for (let frame = first; frame <= last + 1; frame++) {
      const column = frame % this.#frames.length;
      const breaks = frame > last || this.#frames[column] !== frame || (column === 0 && frame > start);
      if (breaks) {
        if (frame > start) {
          this.#copy(context, start, frame - start, (start * this.hop - from) * (width / (to - from)), perFrame, height);
        }
        start = frame <= last && this.#frames[column] === frame ? frame : frame + 1;
      }
    }
  }

  #copy(context, frame, count, x, perFrame, height) {
    context.drawImage(this.#canvas, frame % this.#frames.length, 0, count, this.#canvas.height, x, 0, count * perFrame, height);
  }

  #open(event) {
    this.hop = event.hopSeconds;
    this.#frames = new Int32Array(Math.ceil(this.#seconds / this.hop)).fill(-1);
    this.#canvas = document.createElement('canvas');
    this.#canvas.width = this.#frames.length;
    this.#canvas.height = event.bands;
    this.#context = this.#canvas.getContext('2d');
    this.#map = Array.from({ length: 256 }, (_, level) => {
      const decibels = event.lowDb + (level / 255) * (event.highDb - event.lowDb);
      return Math.round(255 * Math.max(0, Math.min(1, (decibels - SHOWN_LOW_DB) / (SHOWN_HIGH_DB - SHOWN_LOW_DB))));
    });
  }
}

const LOUDNESS = loudnessMap();
