import { svg } from './dom.js';
import { theme } from './picture.js';

// The pictures as a file that stays sharp at any size: what draws them on a canvas draws them here, areas as paths and words
// as text; only the spectrogram is made of pixels, and lies within the file.

const MARGIN = 24;
const HEAD = 40;
const BETWEEN = 12;
const WIDTH = 1120;

/**
 * Text of an SVG with a title, and pictures below each other.
 *
 * @param description of the pictures for those who do not see them
 * @param pictures with a name, a height (pixels) and a background, or none
 * @param draw is given by name a place for each, as prepare gives it
 */
export function vectorPicture(title, description, pictures, draw) {
  const height = pictures.reduce((sum, picture) => sum + picture.height + BETWEEN, HEAD + 2 * MARGIN);
  const root = svg('svg', { viewBox: `0 0 ${WIDTH + 2 * MARGIN} ${height}`, width: WIDTH + 2 * MARGIN, height, role: 'img', 'aria-labelledby': 'title description' });
  const { paper, ink, font } = theme();
  root.append(svg('title', { id: 'title' }, title), svg('desc', { id: 'description' }, description), svg('rect', { width: '100%', height: '100%', fill: paper }));
  const head = new SvgContext(root);
  Object.assign(head, { fillStyle: ink, font: `600 ${font.replace('12px', '20px')}` });
  head.fillText(title, MARGIN, MARGIN + 20, WIDTH);
  let y = MARGIN + HEAD;
  const places = pictures.map((picture) => {
    const part = svg('svg', { x: MARGIN, y, width: WIDTH, height: picture.height });
    if (picture.background) {
      part.append(svg('rect', { width: WIDTH, height: picture.height, fill: picture.background }));
    }
    root.append(part);
    y += picture.height + BETWEEN;
    return [picture.name, { context: new SvgContext(part), width: WIDTH, height: picture.height }];
  });
  draw(Object.fromEntries(places));
  return new XMLSerializer().serializeToString(root);
}

const ANCHORS = { left: 'start', start: 'start', center: 'middle', right: 'end', end: 'end' };
const BASELINES = { alphabetic: 'auto', middle: 'central', top: 'hanging' };

/** As much of a canvas' context as the pictures use; each call adds an element. */
class SvgContext {
  #parent;
  #path = [];
  #ruler = document.createElement('canvas').getContext('2d');
  #patterns = 0;
  fillStyle = '#000000';
  font = '12px sans-serif';
  textAlign = 'start';
  textBaseline = 'alphabetic';
  globalAlpha = 1;

  constructor(parent) {
    this.#parent = parent;
  }

  beginPath() {
    this.#path = [];
  }

  lineTo(x, y) {
    this.#path.push(`${short(x)} ${short(y)}`);
  }

  fill() {
    this.#add('path', { d: `M${this.#path.join('L')}Z` });
  }

  fillRect(x, y, width, height) {
    this.#add('rect', { x: short(x), y: short(y), width: short(width), height: short(height) });
  }

  fillText(words, x, y, most) {
    const [, weight, size, family] = this.font.match(/^(?:(\d+) )?([\d.]+)px (.*)$/);
    const shortened = most && this.measureText(words).width > most ? { textLength: most, lengthAdjust: 'spacingAndGlyphs' } : {};
    this.#add('text', {
      x: short(x),
      y: short(y),
      'font-family': family,
      'font-size': size,
      'font-weight': weight ?? 'normal',
      'text-anchor': ANCHORS[this.textAlign],
      'dominant-baseline': BASELINES[this.textBaseline],
      ...shortened,
    }).textContent = words;
  }

  measureText(words) {
    this.#ruler.font = this.font;
    return this.#ruler.measureText(words);
  }

  drawImage(source, sx, sy, sWidth, sHeight, x, y, width, height) {
    const cut = document.createElement('canvas');
    [cut.width, cut.height] = [sWidth, sHeight];
    cut.getContext('2d').drawImage(source, -sx, -sy);
    this.#add('image', { x: short(x), y, width: short(width), height, preserveAspectRatio: 'none', href: cut.toDataURL() });
  }

  createPattern(tile) {
    const id = `pattern-${this.#parent.getAttribute('y')}-${++this.#patterns}`;
    const { width, height } = tile;
    this.#parent.append(svg('pattern', { id, width, height, patternUnits: 'userSpaceOnUse' }, svg('image', { width, height, href: tile.toDataURL() })));
    return `url(#${id})`;
  }

  #add(name, attributes) {
    const element = svg(name, { ...attributes, fill: this.fillStyle, ...(this.globalAlpha < 1 ? { opacity: this.globalAlpha } : {}) });
    this.#parent.append(element);
    return element;
  }
}

/** Hundredths of a pixel are enough. */
function short(value) {
  return Math.round(value * 100) / 100;
}
