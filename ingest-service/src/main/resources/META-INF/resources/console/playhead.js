import { h, show } from './dom.js';

/** Marks in pictures where the sound is. */
export class Playhead {
  #marks;

  /** @param boxes of the pictures */
  constructor(boxes) {
    this.#marks = boxes.map((box) => box.appendChild(h('div', { className: 'playhead', hidden: true })));
  }

  /** Draws a media time in pictures of the time between two others (s); null for none. */
  draw(seconds, from, to) {
    const part = (seconds - from) / (to - from);
    this.#marks.forEach((mark) => {
      show(mark, seconds !== null && part >= 0 && part <= 1);
      mark.style.left = `${100 * part}%`;
    });
  }
}
