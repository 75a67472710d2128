import { theme } from './picture.js';

// The points of the map, pixel by pixel: ten thousand of them in each frame of the screen.

const dots = new Map();

/** The pixels of a point, for each of its looks made once. */
export function dotOf(colour, radius) {
  const { ink, soft, ground } = theme();
  const ratio = window.devicePixelRatio || 1;
  const key = [colour, radius, ratio, ink, soft, ground].join();
  if (!dots.has(key)) {
    dots.set(key, dot(colour, radius, ratio, colour ? ink : soft, ground));
  }
  return dots.get(key);
}

/** A disc of a colour, or a ring for what has no genre: which pixels it has, from its middle, and how much of each it covers (0 to 1). */
function dot(colour, radius, ratio, rim, ground) {
  const half = radius + 2;
  const square = document.createElement('canvas');
  square.width = square.height = Math.ceil(2 * half * ratio);
  const size = square.width;
  const context = square.getContext('2d', { willReadFrequently: true });
  context.scale(size / (2 * half), size / (2 * half));
  context.beginPath();
  context.arc(half, half, radius, 0, 7);
  context.fillStyle = colour ?? ground;
  context.fill();
  // A rim, for some colours are as light or as dark as the ground.
  context.globalAlpha = colour ? 0.45 : 1;
  context.lineWidth = colour ? 0.8 : 1.6;
  context.strokeStyle = rim;
  context.stroke();
  const { data } = context.getImageData(0, 0, size, size);
  const covered = Array.from({ length: size * size }, (_, i) => i).filter((i) => data[4 * i + 3] > 0);
  return {
    right: Int16Array.from(covered, (i) => (i % size) - (size >> 1)),
    down: Int16Array.from(covered, (i) => Math.floor(i / size) - (size >> 1)),
    red: Uint8Array.from(covered, (i) => data[4 * i]),
    green: Uint8Array.from(covered, (i) => data[4 * i + 1]),
    blue: Uint8Array.from(covered, (i) => data[4 * i + 2]),
    cover: Float32Array.from(covered, (i) => data[4 * i + 3] / 255),
  };
}

let kept = null;

/** Pixels for all of a canvas, which are nobody's until the next picture is drawn. */
export function emptied({ width, height }) {
  if (kept?.width === width && kept.height === height) {
    kept.data.fill(0);
  } else {
    kept = new ImageData(width, height);
  }
  return kept;
}

/** Puts a dot over what is there. Ten thousand of these take a fraction of the time in which a canvas draws as many pictures. */
export function stamp({ data, width, height }, { right, down, red, green, blue, cover }, x, y, alpha) {
  for (let i = 0; i < cover.length; i++) {
    const column = x + right[i];
    const row = y + down[i];
    if (column >= 0 && column < width && row >= 0 && row < height) {
      const to = 4 * (row * width + column);
      const above = cover[i] * alpha;
      const below = above === 1 ? 0 : (data[to + 3] / 255) * (1 - above);
      const part = above / (above + below);
      data[to] += (red[i] - data[to]) * part;
      data[to + 1] += (green[i] - data[to + 1]) * part;
      data[to + 2] += (blue[i] - data[to + 2]) * part;
      data[to + 3] = 255 * (above + below);
    }
  }
}
