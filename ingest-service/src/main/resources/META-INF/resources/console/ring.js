import { KINDS } from './frame-kinds.js';
import { FramePicture, levelsOf } from './frame-picture.js';

// The last minutes of what is measured of each frame, as pictures that are written in a ring: the memory that they take does
// not grow.

export class SpectrogramRing {
  #seconds;
  /** By name of the kind. */
  #pictures = null;
  /** By column, the frame that it shows. */
  #frames = null;
  /** By column, the level of all its bands together (dB). */
  #loudness = null;
  /** By level of the events, its power. */
  #powers = null;
  #latest = -1;
  hop = 0;

  constructor(seconds) {
    this.#seconds = seconds;
  }

  get isEmpty() {
    return this.#latest < 0;
  }

  /** Whether the frame that begins at a media time (s) is there. */
  has(seconds) {
    const frame = Math.round(seconds / this.hop);
    return !this.isEmpty && this.#frames[frame % this.#frames.length] === frame;
  }

  put(event) {
    if (!this.#pictures) {
      this.#open(event);
    }
    const first = Math.round(event.startSeconds / this.hop);
    if (event.heardFrames < 1 || first <= this.#latest - this.#frames.length) {
      // Its place has been taken by what came later.
      return;
    }
    const levels = levelsOf(event.logMel);
    Object.values(this.#pictures).forEach((picture) => picture.put(event, first % this.#frames.length));
    for (let i = 0; i < event.heardFrames; i++) {
      const place = (first + i) % this.#frames.length;
      this.#frames[place] = first + i;
      this.#loudness[place] = this.#loudnessOf(levels.subarray(i * event.bands, (i + 1) * event.bands));
    }
    this.#latest = Math.max(this.#latest, first + event.heardFrames - 1);
  }

  /** Level of all bands together (dB). */
  #loudnessOf(bands) {
    let power = 0;
    for (const level of bands) {
      power += this.#powers[level];
    }
    return 10 * Math.log10(power);
  }

  /**
   * The loudest frame (dB) for each of so many equal steps between two media times (s); -Infinity where nothing was heard.
   */
  loudness(from, to, steps) {
    const loudest = new Float32Array(steps).fill(-Infinity);
    if (this.isEmpty) {
      return loudest;
    }
    const first = Math.max(Math.floor(from / this.hop), this.#latest - this.#frames.length + 1, 0);
    const last = Math.min(Math.ceil(to / this.hop), this.#latest);
    const perFrame = (steps * this.hop) / (to - from);
    for (let frame = first; frame <= last; frame++) {
      const place = frame % this.#frames.length;
      if (this.#frames[place] === frame) {
        const begin = Math.max(0, Math.floor((frame - from / this.hop) * perFrame));
        const end = Math.min(steps, Math.max(begin + 1, Math.ceil((frame + 1 - from / this.hop) * perFrame)));
        for (let step = begin; step < end; step++) {
          loudest[step] = Math.max(loudest[step], this.#loudness[place]);
        }
      }
    }
    return loudest;
  }

  /** Rows of the picture of a kind; 0 before there is one. */
  rows(kind) {
    return this.#pictures?.[kind].rows ?? 0;
  }

  /** Draws a kind between two media times (s) into a rectangle; where nothing was heard it leaves what is there. */
  draw(kind, context, from, to, width, height) {
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
          const x = (start * this.hop - from) * (width / (to - from));
          this.#pictures[kind].copyTo(context, start % this.#frames.length, frame - start, x, (frame - start) * perFrame, height);
        }
        start = frame <= last && this.#frames[column] === frame ? frame : frame + 1;
      }
    }
  }

  #open(event) {
    this.hop = event.hopSeconds;
    this.#frames = new Int32Array(Math.ceil(this.#seconds / this.hop)).fill(-1);
    this.#loudness = new Float32Array(this.#frames.length);
    this.#powers = Float64Array.from({ length: 256 }, (_, level) => 10 ** ((event.lowDb + (level / 255) * (event.highDb - event.lowDb)) / 10));
    this.#pictures = Object.fromEntries(Object.entries(KINDS).map(([name, kind]) => [name, new FramePicture(kind, event, this.#frames.length)]));
  }
}
