import { genreColour } from './colour.js';
import { prepare, theme } from './picture.js';

// Draws the map: the points on one canvas, what is pointed at on another above it, so that pointing costs nothing.

const DIMMED = 0.12;
const NAME_PIXELS = 20;

/** @param labels of the model, which give genres their colours */
export function drawPoints(canvas, points, labels, now) {
  const { context, width, height } = prepare(canvas);
  points.place(width, height, now);
  const radius = radiusOf(points);
  const dots = new Map([...points.byLabel.keys()].map((label) => [label, dot(colourOf(label, labels), radius)]));
  const ratio = window.devicePixelRatio || 1;
  const paint = (isWanted) =>
    points.all.forEach((point, i) => {
      const [x, y] = [points.x[i], points.y[i]];
      if (isWanted(point) && x > -radius && y > -radius && x < width + radius && y < height + radius) {
        const picture = dots.get(point.label);
        context.drawImage(picture, Math.round(x * ratio - picture.width / 2), Math.round(y * ratio - picture.width / 2));
      }
    });
  // In whole pixels of the screen a picture is copied; between them it would be computed anew, which takes several times as long.
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  if (points.label !== undefined) {
    context.globalAlpha = DIMMED;
    paint((point) => !points.isBroughtOut(point));
    context.globalAlpha = 1;
  }
  paint((point) => points.isBroughtOut(point));
  context.restore();
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

/** Smaller where there are many, larger where one has come near. */
function radiusOf(points) {
  const radius = points.all.length > 3_000 ? 2.5 : points.all.length > 300 ? 3.5 : 6;
  return Math.min(9, radius * Math.sqrt(Math.sqrt(points.zoom)));
}

/** A point as a picture: ten thousand of these are drawn sooner than ten thousand circles. A ring for what has no genre. */
function dot(colour, radius) {
  const { ink, soft, ground } = theme();
  const ratio = window.devicePixelRatio || 1;
  const half = radius + 2;
  const square = document.createElement('canvas');
  square.width = square.height = Math.ceil(2 * half * ratio);
  const context = square.getContext('2d');
  context.scale(square.width / (2 * half), square.width / (2 * half));
  context.beginPath();
  context.arc(half, half, radius, 0, 7);
  context.fillStyle = colour ?? ground;
  context.fill();
  // A rim, for some colours are as light or as dark as the ground.
  context.globalAlpha = colour ? 0.45 : 1;
  context.lineWidth = colour ? 0.8 : 1.6;
  context.strokeStyle = colour ? ink : soft;
  context.stroke();
  return square;
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
