import { prepare, theme } from './picture.js';

// How loud it is, as the outline of a waveform.

const SILENT_DB = 0;
const FULL_DB = 48;

export function drawLoudness(canvas, ring, from, to) {
  const { context, width, height } = prepare(canvas);
  const loudness = ring.loudness(from, to, Math.max(1, Math.round(width)));
  context.fillStyle = theme().accent;
  context.beginPath();
  loudness.forEach((decibels, x) => {
    if (decibels > -Infinity) {
      const part = Math.max(0, Math.min(1, (decibels - SILENT_DB) / (FULL_DB - SILENT_DB)));
      const half = Math.max(0.5, (part * part * height) / 2);
      context.rect(x, height / 2 - half, 1, 2 * half);
    }
  });
  context.fill();
}
