import { drawAnswer } from './answer.js';
import { api } from './api.js';
import { genreColour } from './colour.js';
import { drawDistribution } from './distribution.js';
import { h, setText, show } from './dom.js';
import { percent, titleOf } from './format.js';
import { drawTimes } from './picture.js';
import { drawSpectrogram, scaleOf } from './spectrogram.js';
import { answerSection, copyLink } from './stream-parts.js';
import { text } from './text.js';

// Two tracks beside each other, and how alike the model finds them.

const words = text.compare;

export class ComparePage {
  #streams;
  #sides;
  #model = null;
  #drawn = '';
  #askedOf = '';
  #alike = h('strong');
  #alikeWords = h('span');
  #scores = h('tbody');
  #table = h(
    'section',
    { className: 'compare-scores', hidden: true },
    h('h2', { id: 'compare-scores' }, words.scores),
    h('table', { 'aria-labelledby': 'compare-scores' }, h('thead', {}, h('tr', {}, ...[0, 1, 2, 3].map(() => h('th', { scope: 'col' })))), this.#scores),
  );

  /** @param first what is known of one of the tracks */
  constructor(streams, first, second) {
    this.#streams = streams;
    this.#sides = [first, second].map((listening) => new Side(listening));
    const [a, b] = this.#sides;
    const pictures = (name, hint, picture) => h('figure', {}, h('figcaption', {}, h('h2', {}, name, h('span', {}, hint))), ...this.#sides.flatMap(picture));
    this.element = h(
      'article',
      { className: 'compare', 'aria-labelledby': 'title' },
      h('a', { href: '#/', className: 'back' }, text.page.toStreams),
      h(
        'header',
        { className: 'stream-head' },
        h('h1', { id: 'title', tabIndex: -1 }, words.heading),
        h('div', { className: 'actions' }, h('button', { type: 'button', className: 'quiet', onclick: (event) => copyLink(event.currentTarget) }, text.stream.link)),
      ),
      h('p', { className: 'alike', role: 'status' }, this.#alike, this.#alikeWords),
      h('div', { className: 'compare-answers' }, a.answer, b.answer),
      this.#table,
      pictures(text.stream.distribution, words.sameScale, (side) => [side.name('p'), side.distribution, side.times]),
      pictures(text.kinds.logMel.heading, text.kinds.logMel.hint, (side) => [side.name('p'), h('div', { className: 'canvas-box' }, side.spectrogram, side.noPicture)]),
    );
  }

  setModel(model) {
    this.#model = model;
    this.redraw();
  }

  setMissing(id) {
    this.#sides.find((side) => side.listening.streamId === id).missing = true;
    this.drawText();
  }

  dispose() {}

  redraw() {
    this.#drawn = '';
  }

  draw() {
    const [a, b] = this.#sides.map((side) => side.listening);
    const key = [a.revision, b.revision, this.element.clientWidth, devicePixelRatio].join();
    if (key !== this.#drawn) {
      this.#drawn = key;
      const to = Math.max(a.reached, b.reached, 3);
      this.#sides.forEach((side) => side.draw(this.#labels(), to, scaleOf(this.#model)));
      this.drawText();
    }
  }

  drawText() {
    this.#sides.forEach((side) => side.drawText(this.#streams.get(side.listening.streamId), this.#labels()));
    document.title = `${this.#sides.map((side) => side.title).join(words.and)} – ${text.page.title}`;
    this.#drawScores();
    this.#ask();
  }

  #labels() {
    return this.#model?.labels ?? Object.keys(this.#sides[0].listening.track?.scores ?? {}).sort();
  }

  /** Once both are final, and again when one of them has been heard anew. */
  async #ask() {
    const tracks = this.#sides.map((side) => side.listening.track);
    const [a, b] = this.#sides.map((side) => side.listening.streamId);
    const missing = this.#sides.some((side) => side.missing);
    const key = tracks.map((track) => (track?.final ? track.attempt : 'waits')).join();
    if (missing || key.includes('waits')) {
      this.#sayAlike(null, missing ? text.stream.gone : words.waits);
    } else if (key !== this.#askedOf) {
      this.#askedOf = key;
      const { similarity } = await api.similarity(a, b).catch(() => ({ similarity: null }));
      this.#sayAlike(similarity, similarity === null ? words.incomparable : words.alike(similarity));
    }
  }

  #sayAlike(similarity, said) {
    setText(this.#alike, similarity === null ? '' : similarity.toLocaleString(text.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
    setText(this.#alikeWords, said);
  }

  /** A row for each genre: both scores as bars that grow away from each other, the greatest difference first. */
  #drawScores() {
    const [a, b] = this.#sides.map((side) => side.listening.track?.scores ?? {});
    const labels = this.#labels().filter((label) => label in a && label in b).sort((one, other) => Math.abs(a[other] - b[other]) - Math.abs(a[one] - b[one]));
    show(this.#table, labels.length > 0);
    [this.#sides[0].title, words.genre, this.#sides[1].title, words.difference].forEach((column, i) => setText(this.#table.querySelectorAll('thead th')[i], column));
    while (this.#scores.children.length < labels.length) {
      const bar = (name) => h('td', {}, h('span', { className: `pair ${name}` }, h('span', { className: 'pair-bar' }), h('span')));
      this.#scores.append(h('tr', {}, bar('first'), h('th', { scope: 'row' }), bar('second'), h('td')));
    }
    labels.forEach((label, i) => {
      const [first, name, second, difference] = this.#scores.children[i].children;
      [[first, a], [second, b]].forEach(([cell, scores]) => {
        const [bar, part] = cell.firstChild.children;
        bar.style.setProperty('--part', scores[label]);
        bar.style.background = genreColour(this.#labels().indexOf(label));
        setText(part, percent(scores[label]));
      });
      setText(name, label);
      setText(difference, words.points(Math.round(100 * (b[label] - a[label]))));
    });
  }
}

/** One of the two. */
class Side {
  title;
  missing = false;
  #parts = {};
  #titles = [];
  distribution = h('canvas', { className: 'distribution', role: 'img' });
  times = h('canvas', { className: 'times', 'aria-hidden': 'true' });
  spectrogram = h('canvas', { className: 'spectrogram', role: 'img' });
  noPicture = h('p', { className: 'no-picture' });

  constructor(listening) {
    this.listening = listening;
    this.title = listening.streamId;
    const link = h('a', { href: `#/streams/${listening.streamId}` });
    this.#titles.push(link);
    const answer = answerSection((name, element) => (this.#parts[name] = element));
    this.answer = h('div', {}, h('h2', {}, link), answer);
  }

  /** An element that is kept to the title. */
  name(kind) {
    const element = h(kind, { className: 'compare-name' });
    this.#titles.push(element);
    return element;
  }

  /** @param to media time at the right edge (s), the same for both */
  draw(labels, to, scale) {
    const { windows, ring } = this.listening;
    drawDistribution(this.distribution, windows, labels, 0, to);
    drawTimes(this.times, 0, to, false);
    drawSpectrogram(this.spectrogram, ring, 0, to, scale, 'logMel');
  }

  drawText(stream, labels) {
    const { track, deleted } = this.listening;
    this.title = stream ? titleOf(stream) : this.listening.streamId;
    this.#titles.forEach((element) => setText(element, this.title));
    this.#parts.now.setAttribute('aria-label', this.title);
    drawAnswer(this.#parts, deleted ? null : track, labels, { genre: this.missing ? text.stream.noResult : text.stream.listening, why: '' });
    show(this.noPicture, this.listening.ring.isEmpty);
    setText(this.noPicture, track?.final ? text.stream.oldPicture : text.stream.noPicture);
    const best = Object.entries(track?.scores ?? {}).slice(0, 3).map(([label, score]) => `${label} ${percent(score)}`).join(text.words.and);
    this.distribution.setAttribute('aria-label', words.distributionOf(this.title, best));
    this.spectrogram.setAttribute('aria-label', words.spectrogramOf(this.title));
  }
}
