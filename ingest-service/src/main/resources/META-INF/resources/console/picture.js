import { clock } from './format.js';

// What the pictures share: a sharp canvas, colours of the theme, time along the bottom.

/**
 * Fits a canvas to its place on the page and to the screen's pixels; gives its context in units of the page, and its size.
 * What is drawn elsewhere comes as such a place already.
 */
export function prepare(canvas) {
  if (canvas.context) {
    return canvas;
  }
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
}

export function theme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  return { paper: colour('--paper'), ink: colour('--ink'), soft: colour('--soft'), line: colour('--line'), accent: colour('--accent'), ground: colour('--sunken'), font: `12px ${style.getPropertyValue('--sans')}` };
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600];

/** Rounded times between two, about a hundred pixels from each other. */
function timeMarks(from, to, width) {
  const step = STEPS.find((seconds) => (seconds * width) / (to - from) >= 90) ?? 600;
  const marks = [];
  for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
    marks.push(time);
  }
  return marks;
}

const tiles = new Map();

/** A pattern of slanting lines, or of dots. */
export function pattern(context, kind, colour) {
  const key = `${kind} ${colour}`;
  if (!tiles.has(key)) {
    tiles.set(key, tile(kind, colour));
  }
  return context.createPattern(tiles.get(key), 'repeat');
}

function tile(kind, colour) {
  const square = document.createElement('canvas');
  square.width = square.height = 8;
  const draw = square.getContext('2d');
  draw.strokeStyle = draw.fillStyle = colour;
  if (kind === 'dots') {
    draw.beginPath();
    draw.arc(4, 4, 1.3, 0, 7);
    draw.fill();
  } else {
    draw.lineWidth = 1.4;
    draw.beginPath();
    for (const at of [-8, 0, 8]) {
      draw.moveTo(at, 8);
      draw.lineTo(at + 8, 0);
    }
    draw.stroke();
  }
  return square;
}

/** Writes the times under the pictures: of the media, or of a live stream how long ago. */
export function drawTimes(canvas, from, to, isLive) {
  const { context, width } = prepare(canvas);
  const colours = theme();
  context.font = colours.font;
  context.textBaseline = 'top';
  context.textAlign = 'center';
  const shift = isLive ? to : 0;
  for (const time of timeMarks(from - shift, to - shift, width)) {
    const x = ((time + shift - from) / (to - from)) * width;
    context.fillStyle = colours.line;
    context.fillRect(Math.round(x), 0, 1, 5);
    const label = isLive ? (time === 0 ? '' : `−${clock(-time)}`) : clock(time);
    const half = context.measureText(label).width / 2;
    context.fillStyle = colours.soft;
    context.fillText(label, Math.max(half, Math.min(width - half, x)), 8);
  }
}
