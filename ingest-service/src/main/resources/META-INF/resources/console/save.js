import { theme } from './picture.js';
import { vectorPicture } from './vector-picture.js';

// What one can keep of a stream.

export function saveJson(name, content) {
  saveText(`${name}.json`, 'application/json', JSON.stringify(content, null, 2));
}

/** The two pictures, one above the other under the title. */
export function savePicture(title, spectrogram, distribution, name) {
  const ratio = window.devicePixelRatio || 1;
  const margin = 24 * ratio;
  const head = 40 * ratio;
  const canvas = document.createElement('canvas');
  canvas.width = spectrogram.width + 2 * margin;
  canvas.height = spectrogram.height + distribution.height + head + 3 * margin;
  const context = canvas.getContext('2d');
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--paper');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = theme().ink;
  context.font = `600 ${20 * ratio}px ${getComputedStyle(document.documentElement).getPropertyValue('--sans')}`;
  context.fillText(title, margin, margin + 20 * ratio, spectrogram.width);
  context.drawImage(spectrogram, margin, head + margin);
  context.drawImage(distribution, margin, head + 2 * margin + spectrogram.height);
  canvas.toBlob((blob) => save(`${name}.png`, blob));
}

/** The same as vectors; see vectorPicture. */
export function saveVector(name, ...picture) {
  save(`${name}.svg`, new Blob([vectorPicture(...picture)], { type: 'image/svg+xml' }));
}

export function saveText(name, type, content) {
  save(name, new Blob([content], { type }));
}

function save(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
