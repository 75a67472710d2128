import { loudnessMap } from './colour.js';
import { hertz } from './format.js';
import { MelScale } from './mel.js';
import { prepare, theme } from './picture.js';
import { SHOWN_DB } from './ring.js';

/** As in the style sheet. */
export const SPECTROGRAM_GROUND = '#14121f';
const MARK_PIXELS = 21;
const FREQUENCIES = [60, 125, 250, 500, 1000, 2000, 4000, 8000, 16000];

/** Draws the frames between two media times, with marks at rounded frequencies. */
export function drawSpectrogram(canvas, ring, from, to, scale) {
  const { context, width, height } = prepare(canvas);
  const colours = theme();
  context.imageSmoothingEnabled = true;
  ring.draw(context, from, to, width, height);
  if (!scale) {
    return;
  }
  context.font = colours.font;
  context.textBaseline = 'middle';
  let below = height + MARK_PIXELS / 2;
  for (const frequency of FREQUENCIES) {
    const y = height * (1 - scale.part(frequency));
    if (y < MARK_PIXELS / 2 || below - y < MARK_PIXELS) {
      continue;
    }
    below = y;
    context.fillStyle = 'rgba(255, 255, 255, 0.16)';
    context.fillRect(0, Math.round(y), width, 1);
    const label = hertz(frequency);
    context.fillStyle = 'rgba(10, 10, 20, 0.66)';
    const box = context.measureText(label).width + 10;
    context.fillRect(0, y - 9, box, 18);
    context.fillStyle = '#ffffff';
    context.fillText(label, 5, y + 0.5);
  }
}

/** Draws the bar that tells which colour is how loud. */
export function drawLegend(canvas) {
  const { context, width, height } = prepare(canvas);
  const map = loudnessMap();
  for (let x = 0; x < width; x++) {
    const at = 4 * Math.round((255 * x) / Math.max(1, width - 1));
    context.fillStyle = `rgb(${map[at]}, ${map[at + 1]}, ${map[at + 2]})`;
    context.fillRect(x, 0, 1, height);
  }
}

export const LEGEND_DB = SHOWN_DB;

/** The mel scale of the model's front end, from its text form; null where there is none. */
export function scaleOf(model) {
  return model ? MelScale.of(model.frontEnd) : null;
}
