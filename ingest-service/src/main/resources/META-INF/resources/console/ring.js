import { loudnessMap } from './colour.js';

// The last minutes of a spectrogram as a picture of a pixel for each frame and band, written in a ring: the memory that it
// takes does not grow.

const SHOWN_LOW_DB = -70;
const SHOWN_HIGH_DB = 35;

/** A pixel for each loudness. */
const LOUDNESS = new Uint32Array(loudnessMap().buffer);

export const SHOWN_DB = [SHOWN_LOW_DB, SHOWN_HIGH_DB];

export class SpectrogramRing {
  #seconds;
  /** By level of the events, the pixel. */
  #map = null;
  #canvas = null;
  #context = null;
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
    if (!this.#canvas) {
      this.#open(event);
    }
    const first = Math.round(event.startSeconds / this.hop);
    if (event.heardFrames < 1 || first <= this.#latest - this.#frames.length) {
      // Its place has been taken by what came later.
      return;
    }
    const levels = Uint8Array.from(atob(event.logMel), (letter) => letter.charCodeAt(0));
    const picture = this.#picture(event, levels);
    const column = first % this.#frames.length;
    const beforeWrap = Math.min(event.heardFrames, this.#frames.length - column);
    this.#context.putImageData(picture, column, 0, 0, 0, beforeWrap, event.bands);
    this.#context.putImageData(picture, column - this.#frames.length, 0, beforeWrap, 0, event.heardFrames - beforeWrap, event.bands);
    for (let i = 0; i < event.heardFrames; i++) {
      const place = (first + i) % this.#frames.length;
      this.#frames[place] = first + i;
      this.#loudness[place] = this.#loudnessOf(levels.subarray(i * event.bands, (i + 1) * event.bands));
    }
    this.#latest = Math.max(this.#latest, first + event.heardFrames - 1);
  }

  /** A column for each frame, high bands above. */
  #picture(event, levels) {
    const picture = this.#context.createImageData(event.heardFrames, event.bands);
    const pixels = new Uint32Array(picture.data.buffer);
    for (let i = 0; i < event.heardFrames; i++) {
      for (let band = 0; band < event.bands; band++) {
        pixels[(event.bands - 1 - band) * event.heardFrames + i] = this.#map[levels[i * event.bands + band]];
      }
    }
    return picture;
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
    this.#loudness = new Float32Array(this.#frames.length);
    this.#powers = Float64Array.from({ length: 256 }, (_, level) => 10 ** ((event.lowDb + (level / 255) * (event.highDb - event.lowDb)) / 10));
    this.#canvas = document.createElement('canvas');
    this.#canvas.width = this.#frames.length;
    this.#canvas.height = event.bands;
    this.#context = this.#canvas.getContext('2d');
    this.#map = Uint32Array.from({ length: 256 }, (_, level) => {
      const decibels = event.lowDb + (level / 255) * (event.highDb - event.lowDb);
      return LOUDNESS[Math.round(255 * Math.max(0, Math.min(1, (decibels - SHOWN_LOW_DB) / (SHOWN_HIGH_DB - SHOWN_LOW_DB))))];
    });
  }
}
