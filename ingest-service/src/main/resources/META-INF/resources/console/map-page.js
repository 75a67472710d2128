import { api } from './api.js';
import { h, setText, show } from './dom.js';
import { percent, titleOf } from './format.js';
import { listenTo, ZOOM_STEP } from './map-input.js';
import { colourOf, drawPointed, drawPoints } from './map-picture.js';
import { MapPoints } from './map-points.js';
import { text } from './text.js';

// The library as a map: tracks that sound alike lie near each other.

const EVERY_MILLIS = 3_000;
/** A result comes a little after its upload has ended. */
const LATE_MILLIS = 15_000;
const FEWEST = 3;
const NEAR_PIXELS = 24;
const words = text.map;

export class MapPage {
  #streams;
  #points = new MapPoints();
  #model = null;
  /** Id of the track that is pointed at, and of the one that another is to be compared with. */
  pointed = null;
  #first = null;
  #done = -1;
  #changedAt = performance.now();
  #askedAt = -Infinity;
  #outdated = true;
  #size = '';
  #drag = null;
  #disposed = false;
  #picture = h('canvas', { 'aria-hidden': 'true' });
  #marks = h('canvas', { 'aria-hidden': 'true', className: 'marks' });
  #tip = h('p', { className: 'map-tip', 'aria-hidden': 'true', hidden: true });
  #box = h(
    'div',
    { className: 'map-box', tabIndex: 0, role: 'application', 'aria-label': words.heading, 'aria-describedby': 'map-keys map-summary' },
    this.#picture,
    this.#marks,
    this.#tip,
  );
  #summary = h('p', { id: 'map-summary', className: 'small' });
  #legend = h('ul', { className: 'legend map-legend', 'aria-label': words.legend });
  #swatch = h('span', { className: 'swatch' });
  #said = h('p', { className: 'map-said', role: 'status' });
  #openLink = h('a', { className: 'quiet' }, words.open);
  #compare = h('button', { type: 'button', className: 'quiet', onclick: () => this.#choose() }, words.compare);
  #full = h(
    'div',
    { className: 'map-full', hidden: true },
    this.#legend,
    h(
      'div',
      { className: 'map-frame' },
      this.#box,
      h(
        'div',
        { className: 'map-zoom', role: 'group', 'aria-label': words.zoom },
        ...[['+', words.closer, () => this.zoom(ZOOM_STEP)], ['−', words.farther, () => this.zoom(1 / ZOOM_STEP)], ['⤢', words.all, () => this.showAll()]].map(([sign, label, onclick]) =>
          h('button', { type: 'button', className: 'quiet', 'aria-label': label, title: label, onclick }, sign),
        ),
      ),
    ),
    h('div', { className: 'map-bar' }, this.#swatch, this.#said, this.#openLink, this.#compare),
    this.#summary,
    h('p', { id: 'map-keys', className: 'small' }, words.keys),
  );
  #fault = h('p', { className: 'fault', role: 'status' });
  #few = h('div', { className: 'map-few', hidden: true }, h('h2', {}, words.few), h('p'), h('p', {}, h('a', { href: '#/' }, words.fewLink)));

  constructor(streams) {
    this.#streams = streams;
    this.element = h(
      'article',
      { className: 'map', 'aria-labelledby': 'title' },
      h('a', { href: '#/', className: 'back' }, text.page.toStreams),
      h('header', {}, h('h1', { id: 'title', tabIndex: -1 }, words.heading), h('p', { className: 'lead' }, words.lead)),
      this.#fault,
      this.#few,
      this.#full,
    );
    listenTo(this.#box, this);
  }

  setModel(model) {
    this.#model = model;
    this.#drawLegend();
    this.redraw();
  }

  /** As long as the model is not known, those that there are. */
  get #labels() {
    return this.#model?.labels ?? [...this.#points.byLabel.keys()].filter(Boolean).sort();
  }

  dispose() {
    this.#disposed = true;
  }

  redraw() {
    this.#outdated = true;
  }

  /** Something about the streams has changed: a title, or that another has ended. */
  drawText() {
    document.title = `${words.heading} – ${text.page.title}`;
    const done = this.#streams.list('done', '').length;
    if (done !== this.#done) {
      this.#done = done;
      this.#changedAt = performance.now();
    }
    this.#say();
  }

  draw() {
    const now = performance.now();
    if (document.visibilityState === 'visible' && now - this.#askedAt > EVERY_MILLIS && this.#askedAt < this.#changedAt + LATE_MILLIS) {
      this.#askedAt = now;
      this.#ask();
    }
    const size = `${this.#box.clientWidth}x${this.#box.clientHeight}x${devicePixelRatio}`;
    if (!this.#full.hidden && (this.#outdated || this.#points.glides(now) || size !== this.#size)) {
      this.#size = size;
      this.#outdated = false;
      drawPoints(this.#picture, this.#points, this.#labels, now);
      this.#drawMarks();
      this.#box.classList.toggle('zoomed', this.#points.zoom > 1);
    }
  }

  async #ask() {
    try {
      const { points, explained } = await api.map();
      if (!this.#disposed) {
        this.#take(points, explained);
      }
      setText(this.#fault, '');
    } catch (fault) {
      // Until it is answered.
      this.#changedAt = performance.now();
      setText(this.#fault, fault.status === 404 ? text.connection.none : text.connection.lost);
    }
  }

  #take(points, explained) {
    const isFew = points.length < FEWEST;
    show(this.#few, isFew);
    show(this.#full, !isFew);
    setText(this.#few.children[1], words.fewHint(points.length));
    const key = (all) => all.map(({ streamId, label, x, y }) => `${streamId} ${label} ${x} ${y}`).join();
    if (key(points) !== key(this.#points.all)) {
      this.#points.take(points, performance.now(), matchMedia('(prefers-reduced-motion: reduce)').matches);
      // What is deleted can no longer be opened.
      this.pointed = this.#indexOf(this.pointed) < 0 ? null : this.pointed;
      this.#first = this.#indexOf(this.#first) < 0 ? null : this.#first;
      this.#drawLegend();
      this.redraw();
    }
    setText(this.#summary, words.summary(points.length, this.#countsInWords(), percent(explained)));
    this.#say();
  }

  /** Labels, each with how many tracks have it. */
  #labelled() {
    return [...this.#points.byLabel].map(([label, places]) => [label, places.length]);
  }

  /** In the order of the model, those without a label last. */
  #inOrder() {
    const place = (label) => (label === null ? Infinity : this.#labels.indexOf(label));
    return this.#labelled().sort((a, b) => place(a[0]) - place(b[0]));
  }

  #countsInWords() {
    return this.#labelled().sort((a, b) => b[1] - a[1]).map(([label, count]) => `${label ?? words.unknown} ${count.toLocaleString(text.language)}`).join(text.words.and);
  }

  #drawLegend() {
    const focused = this.#legend.contains(document.activeElement) ? document.activeElement.dataset.label : null;
    this.#legend.replaceChildren(
      ...this.#inOrder().map(([label, count]) => {
        const swatch = h('span', { className: 'swatch' });
        swatch.classList.toggle('ring', label === null);
        swatch.style.background = colourOf(label, this.#labels) ?? '';
        const button = h('button', { type: 'button', 'data-label': label ?? '', 'aria-pressed': String(this.#points.label === label), onclick: () => this.#bringOut(label) }, swatch, label ?? words.unknown, h('span', { className: 'part' }, count.toLocaleString(text.language)));
        return h('li', {}, button);
      }),
    );
    if (focused !== null) {
      this.#legend.querySelector(`[data-label="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  #bringOut(label) {
    this.#points.label = this.#points.label === label ? undefined : label;
    this.#drawLegend();
    this.redraw();
  }

  #indexOf(id) {
    return id ? this.#points.all.findIndex((point) => point.streamId === id) : -1;
  }

  pointTo(x, y) {
    this.#point(this.#points.nearest(x, y, NEAR_PIXELS));
  }

  /** Gives up first the comparison, then what is pointed at. */
  leave() {
    if (this.#first) {
      this.#choose();
    } else {
      this.#point(-1);
    }
  }

  #point(i) {
    const id = this.#points.all[i]?.streamId ?? null;
    if (id !== this.pointed) {
      this.pointed = id;
      this.#drawMarks();
      this.#say();
    }
  }

  #drawMarks() {
    const i = this.#indexOf(this.pointed);
    drawPointed(this.#marks, this.#points, i, this.#indexOf(this.#first));
    show(this.#tip, i >= 0);
    if (i >= 0) {
      const [x, y] = [this.#points.x[i], this.#points.y[i]];
      setText(this.#tip, this.#inWords(this.#points.all[i]));
      this.#tip.classList.toggle('left', x > this.#box.clientWidth / 2);
      this.#tip.classList.toggle('above', y > this.#box.clientHeight / 2);
      this.#tip.style.left = `${x}px`;
      this.#tip.style.top = `${y}px`;
    }
  }

  #inWords({ streamId, label, confidence }) {
    return words.track(this.#titleOf(streamId), label ?? words.unknown, label ? percent(confidence) : '');
  }

  #titleOf(id) {
    const stream = this.#streams.get(id);
    return stream ? titleOf(stream) : id;
  }

  /** Says what is pointed at, and what can be done with it. */
  #say() {
    const point = this.#points.all[this.#indexOf(this.pointed)];
    const first = this.#first && this.#titleOf(this.#first);
    setText(this.#said, point ? (first && this.#first !== point.streamId ? words.comparing(first, this.#inWords(point)) : first ? words.chooseOther(first) : this.#inWords(point)) : words.point);
    show(this.#swatch, Boolean(point));
    this.#swatch.classList.toggle('ring', Boolean(point) && !point.label);
    this.#swatch.style.background = (point && colourOf(point.label, this.#labels)) ?? '';
    show(this.#openLink, Boolean(point));
    this.#openLink.href = point ? `#/streams/${point.streamId}` : '#/map';
    show(this.#compare, Boolean(point));
    setText(this.#compare, this.#first ? words.cancel : words.compare);
  }

  /** Begins to compare the track that is pointed at, or lets it be. */
  #choose() {
    this.#first = this.#first ? null : this.pointed;
    this.#drawMarks();
    this.#say();
    this.#box.focus({ preventScroll: true });
  }

  open() {
    if (this.pointed && this.#first && this.#first !== this.pointed) {
      location.hash = `#/compare/${this.#first}/${this.pointed}`;
    } else if (this.pointed && !this.#first) {
      location.hash = `#/streams/${this.pointed}`;
    }
  }

  zoom(factor, x = this.#box.clientWidth / 2, y = this.#box.clientHeight / 2) {
    this.#points.zoomBy(factor, x, y);
    this.redraw();
  }

  showAll() {
    this.#points.showAll();
    this.redraw();
  }

  move(dx, dy) {
    this.#points.moveBy(dx, dy);
    this.redraw();
  }

  /** To the next track in a direction. */
  walk(right, down) {
    const from = this.#indexOf(this.pointed);
    const next = from < 0 ? this.#points.nearest(this.#box.clientWidth / 2, this.#box.clientHeight / 2, Infinity) : this.#points.next(from, right, down);
    if (next >= 0) {
      this.#points.reveal(next);
      this.redraw();
      this.#point(next);
    }
  }
}
