import { hertz } from './format.js';
import { KINDS } from './frame-kinds.js';
import { MelScale } from './mel.js';
import { prepare, theme } from './picture.js';

/** As in the style sheet. */
export const SPECTROGRAM_GROUND = '#14121f';
const MARK_PIXELS = 21;
const ROW_MARK_PIXELS = 16;
const FREQUENCIES = [60, 125, 250, 500, 1000, 2000, 4000, 8000, 16000];

/** Draws what is measured of the frames between two media times, with marks at rounded frequencies or beside the rows. */
export function drawSpectrogram(canvas, ring, from, to, scale, kind) {
  const { context, width, height } = prepare(canvas);
  const colours = theme();
  // Few rows are to stay rows.
  context.imageSmoothingEnabled = !KINDS[kind].marks;
  ring.draw(kind, context, from, to, width, height);
  context.font = colours.font;
  context.textBaseline = 'middle';
  const least = KINDS[kind].marks ? ROW_MARK_PIXELS : MARK_PIXELS;
  let below = height + least / 2;
  for (const { part, label } of marksOf(kind, ring.rows(kind), scale)) {
    const y = height * (1 - part);
    if (y < least / 2 || below - y < least) {
      continue;
    }
    below = y;
    context.fillStyle = 'rgba(255, 255, 255, 0.16)';
    context.fillRect(0, Math.round(y), width, 1);
    context.fillStyle = 'rgba(10, 10, 20, 0.66)';
    const box = context.measureText(label).width + 10;
    context.fillRect(0, y - 9, box, 18);
    context.fillStyle = '#ffffff';
    context.fillText(label, 5, y + 0.5);
  }
}

function marksOf(kind, rows, scale) {
  if (KINDS[kind].marks) {
    return rows ? KINDS[kind].marks(rows) : [];
  }
  return scale ? FREQUENCIES.map((frequency) => ({ part: scale.part(frequency), label: hertz(frequency) })) : [];
}

/** Draws the bar that tells which colour stands for how much. */
export function drawLegend(canvas, map) {
  const { context, width, height } = prepare(canvas);
  for (let x = 0; x < width; x++) {
    const at = 4 * Math.round((255 * x) / Math.max(1, width - 1));
    context.fillStyle = `rgb(${map[at]}, ${map[at + 1]}, ${map[at + 2]})`;
    context.fillRect(x, 0, 1, height);
  }
}

/** The mel scale of the model's front end, from its text form; null where there is none. */
export function scaleOf(model) {
  return model ? MelScale.of(model.frontEnd) : null;
}
