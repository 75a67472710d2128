import { h, setText } from './dom.js';
import { KINDS } from './frame-kinds.js';
import { text } from './text.js';

// Chooses what the picture of frames shows, and says what that is.

const words = text.kinds;

export class KindSwitch {
  name = 'logMel';
  heading = h('h2', {}, words.logMel.heading, h('span', {}, words.logMel.hint));

  /** @param onChange is called when another kind is to be drawn */
  constructor(onChange) {
    const choices = Object.keys(KINDS).map((name) =>
      h('label', {}, h('input', { type: 'radio', name: 'kind', value: name, checked: name === this.name, onchange: () => this.#choose(name, onChange) }), h('span', {}, words[name].name)),
    );
    this.element = h('fieldset', { className: 'filters kinds' }, h('legend', { className: 'unseen' }, words.choose), ...choices);
  }

  get kind() {
    return KINDS[this.name];
  }

  /** What the picture shows of so much time (text), for those who do not see it. */
  describe(time, low, high) {
    return this.name === 'logMel' ? text.pictures.spectrogram(time, low, high) : words[this.name].describe(time);
  }

  #choose(name, onChange) {
    this.name = name;
    setText(this.heading.lastChild, words[name].hint);
    this.heading.firstChild.data = words[name].heading;
    onChange();
  }
}
