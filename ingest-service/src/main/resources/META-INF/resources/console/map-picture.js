import { genreColour } from './colour.js';
import { dotOf, emptied, stamp } from './map-dots.js';
import { prepare, theme } from './picture.js';

// Draws the map: the points on one canvas, what is pointed at on another above it, so that pointing costs nothing.

const DIMMED = 0.12;
const NAME_PIXELS = 20;

/** @param labels of the model, which give genres their colours */
export function drawPoints(canvas, points, labels, now) {
  const { context, width, height } = prepare(canvas);
  points.place(width, height, now);
  const radius = radiusOf(points);
  const dotByLabel = new Map([...points.byLabel.keys()].map((label) => [label, dotOf(colourOf(label, labels), radius)]));
  const ratio = window.devicePixelRatio || 1;
  const pixels = emptied(canvas);
  const paint = (isWanted, alpha) =>
    points.all.forEach((point, i) => {
      const [x, y] = [points.x[i], points.y[i]];
      if (isWanted(point) && x > -radius && y > -radius && x < width + radius && y < height + radius) {
        stamp(pixels, dotByLabel.get(point.label), Math.round(x * ratio), Math.round(y * ratio), alpha);
      }
    });
  if (points.label !== undefined) {
    paint((point) => !points.isBroughtOut(point), DIMMED);
  }
  paint((point) => points.isBroughtOut(point), 1);
  context.putImageData(pixels, 0, 0);
  nameGenres(context, points, width, height);
}

/**
 * Marks the point that is pointed at and the one that it is to be compared with.
 *
 * @param pointed place in the list, -1 for none
 * @param first the same
 */
export function drawPointed(canvas, points, pointed, first) {
  const { context } = prepare(canvas);
  const { ink, accent } = theme();
  const radius = radiusOf(points) + 4;
  if (pointed >= 0 && first >= 0) {
    context.strokeStyle = accent;
    context.setLineDash([5, 4]);
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(points.x[first], points.y[first]);
    context.lineTo(points.x[pointed], points.y[pointed]);
    context.stroke();
    context.setLineDash([]);
  }
  [[first, accent], [pointed, ink]].filter(([i]) => i >= 0).forEach(([i, colour]) => {
    context.strokeStyle = colour;
    context.lineWidth = 2.5;
    context.beginPath();
    context.arc(points.x[i], points.y[i], radius, 0, 7);
    context.stroke();
  });
}

export function colourOf(label, labels) {
  return label ? genreColour(labels.indexOf(label)) : null;
}

/** Smaller where there are many, larger where one has come near, by quarters of a pixel. */
function radiusOf(points) {
  const radius = points.all.length > 3_000 ? 2.5 : points.all.length > 300 ? 3.5 : 6;
  return Math.round(4 * Math.min(9, radius * Math.sqrt(Math.sqrt(points.zoom)))) / 4;
}

/** Writes each genre's name above most of its points, where the names leave room. */
function nameGenres(context, points, width, height) {
  const { ink, ground, font } = theme();
  context.font = `650 ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const taken = [];
  for (const { label, left: x, top } of points.names.filter(({ label }) => points.label === undefined || points.label === label)) {
    const y = top - radiusOf(points) - NAME_PIXELS / 2;
    const half = context.measureText(label).width / 2 + 6;
    const free = [0, -1, 2, -2].map((row) => y + row * NAME_PIXELS).find((at) => taken.every((other) => Math.abs(other.y - at) >= NAME_PIXELS || Math.abs(other.x - x) >= other.half + half));
    if (free === undefined || x < half || x > width - half || free < NAME_PIXELS / 2 || free > height - NAME_PIXELS / 2) {
      continue;
    }
    taken.push({ x, y: free, half });
    context.strokeStyle = ground;
    context.lineWidth = 4;
    context.strokeText(label, x, free);
    context.fillStyle = ink;
    context.fillText(label, x, free);
  }
}
