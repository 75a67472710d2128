import { theme } from './picture.js';
import { vectorPicture } from './vector-picture.js';

// What one can keep of a stream.

export function saveJson(name, content) {
  saveText(`${name}.json`, 'application/json', JSON.stringify(content, null, 2));
}

/** Pictures, one above the other under a heading. */
export function savePicture(name, heading, pictures) {
  const ratio = window.devicePixelRatio || 1;
  const margin = 24 * ratio;
  const head = 40 * ratio;
  const between = 12 * ratio;
  const canvas = document.createElement('canvas');
  canvas.width = pictures[0].width + 2 * margin;
  canvas.height = pictures.reduce((sum, picture) => sum + picture.height + between, head + 2 * margin);
  const context = canvas.getContext('2d');
  const { paper, ink, font } = theme();
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = ink;
  context.font = `600 ${font.replace('12px', `${20 * ratio}px`)}`;
  context.fillText(heading, margin, margin + 20 * ratio, pictures[0].width);
  let y = margin + head;
  for (const picture of pictures) {
    context.drawImage(picture, margin, y);
    y += picture.height + between;
  }
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
  // What no file's name may have, a browser replaces.
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
