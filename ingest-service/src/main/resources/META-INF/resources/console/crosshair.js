import { h, show } from './dom.js';

// A line through pictures of the same time, where a pointer is over one of them.

export class Crosshair {
  #lines;
  /** Where it is, 0 to 1 of the width; null while no pointer is over a picture. */
  #part = null;

  /** @param onMove is called when it moves */
  constructor(boxes, onMove) {
    this.#lines = boxes.map((box) => box.appendChild(h('div', { className: 'crosshair', hidden: true })));
    const move = (part) => {
      this.#part = part;
      this.#lines.forEach((line) => {
        show(line, part !== null);
        line.style.left = `${100 * part}%`;
      });
      onMove();
    };
    boxes.forEach((box) => {
      box.addEventListener('pointermove', (event) => move((event.clientX - box.getBoundingClientRect().left) / box.clientWidth));
      box.addEventListener('pointerleave', () => move(null));
    });
  }

  /** The media time (s) that is pointed at in pictures from one to another; null for none. */
  seconds(from, to) {
    return this.#part === null ? null : from + this.#part * (to - from);
  }
}
