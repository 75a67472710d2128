// One kind of what is measured of each frame, as a picture of a pixel for each frame and row, written in a ring.

export class FramePicture {
  #kind;
  #canvas = document.createElement('canvas');
  #context;
  /** By level, the pixel. */
  #map;

  /** @param columns frames that it holds */
  constructor(kind, event, columns) {
    this.#kind = kind;
    this.#canvas.width = columns;
    this.#canvas.height = kind.columns(event) - kind.first;
    this.#context = this.#canvas.getContext('2d');
    const colours = new Uint32Array(kind.map.buffer);
    const [low, high] = kind.range(event);
    const [shownLow, shownHigh] = kind.shown;
    this.#map = Uint32Array.from({ length: 256 }, (_, level) => {
      const value = low + (level / 255) * (high - low);
      return colours[Math.round(255 * Math.max(0, Math.min(1, (value - shownLow) / (shownHigh - shownLow))))];
    });
  }

  get rows() {
    return this.#canvas.height;
  }

  /** Writes an event's frames from a column on, and around the end. */
  put(event, column) {
    if (!this.rows) {
      // A service of an earlier version does not measure it.
      return;
    }
    const levels = levelsOf(this.#kind.levels(event));
    const width = this.#kind.columns(event);
    const isMeasured = levels.length === event.frames * width && width - this.#kind.first === this.rows;
    // What was not measured is empty, and not what was here ten minutes ago.
    const picture = isMeasured ? this.#picture(levels, event.heardFrames, width) : this.#context.createImageData(event.heardFrames, this.rows);
    const beforeWrap = Math.min(event.heardFrames, this.#canvas.width - column);
    this.#context.putImageData(picture, column, 0, 0, 0, beforeWrap, this.rows);
    this.#context.putImageData(picture, column - this.#canvas.width, 0, beforeWrap, 0, event.heardFrames - beforeWrap, this.rows);
  }

  /** A column for each frame, the first row below. */
  #picture(levels, frames, width) {
    const picture = this.#context.createImageData(frames, this.rows);
    const pixels = new Uint32Array(picture.data.buffer);
    for (let i = 0; i < frames; i++) {
      for (let row = 0; row < this.rows; row++) {
        pixels[(this.rows - 1 - row) * frames + i] = this.#map[levels[i * width + this.#kind.first + row]];
      }
    }
    return picture;
  }

  copyTo(context, column, count, x, width, height) {
    if (this.rows) {
      context.drawImage(this.#canvas, column, 0, count, this.rows, x, 0, width, height);
    }
  }
}

/** Bytes of a text in Base64. */
export function levelsOf(base64) {
  return Uint8Array.from(atob(base64 ?? ''), (letter) => letter.charCodeAt(0));
}
