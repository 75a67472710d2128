import { svg } from './dom.js';
import { text } from './text.js';

// A small picture of the last minutes of a figure.

/** Five minutes, at a value in five seconds. */
const KEPT = 60;
const WIDTH = 300;
const HEIGHT = 40;

export class Sparkline {
  #values = [];
  #area = svg('polygon', { fill: 'currentColor', 'fill-opacity': '0.14' });
  #line = svg('polyline', { fill: 'none', stroke: 'currentColor', 'stroke-width': '1.5', 'stroke-linejoin': 'round' });

  constructor() {
    this.element = svg('svg', { class: 'sparkline', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': text.health.noPicture }, this.#area, this.#line);
  }

  add(value) {
    this.#values.push(value);
    this.#values.splice(0, this.#values.length - KEPT);
    const most = Math.max(1, ...this.#values);
    const points = this.#values.map((each, i) => [this.#x(i), HEIGHT - 2 - ((HEIGHT - 4) * each) / most].map((at) => at.toFixed(1)).join());
    this.#line.setAttribute('points', points.join(' '));
    this.#area.setAttribute('points', [`${this.#x(0)},${HEIGHT}`, ...points, `${WIDTH - 1},${HEIGHT}`].join(' '));
    this.element.setAttribute('aria-label', text.health.picture(value, most));
  }

  #x(i) {
    return 1 + ((WIDTH - 2) * (i + KEPT - this.#values.length)) / (KEPT - 1);
  }
}
