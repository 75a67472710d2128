import { answerOf } from './answer.js';
import { BulkActions } from './bulk-actions.js';
import { h, setText, show, svg } from './dom.js';
import { clock, titleOf, whenOf } from './format.js';
import { RowActions } from './row-actions.js';
import { FILTERS, stateOf } from './streams.js';
import { text } from './text.js';

// All streams. Only the rows that are seen are in the document, so that ten thousand scroll like ten.

const ROW_PIXELS = 60;
const MARGIN_ROWS = 6;

export class StreamList {
  #streams;
  #actions;
  #bulk;
  #onVisible;
  #rows = new Map();
  #shown = [];
  #paused = null;
  #current = '';
  #focused = '';
  /** Where the row was that had the keyboard when its stream was deleted. */
  #lost = null;
  #words = h('input', { type: 'search', id: 'search', placeholder: text.list.search, autocomplete: 'off', 'aria-label': text.list.search });
  #filters = h('fieldset', { className: 'filters' }, h('legend', { className: 'unseen' }, text.list.filter));
  #count = h('p', { className: 'count', role: 'status' });
  #pause = h('button', { type: 'button', className: 'quiet' }, text.list.pause);
  #box = h('ol', { className: 'rows', role: 'list', 'aria-label': text.list.label });
  #scroller = h('div', { className: 'scroller' }, this.#box);
  #none = h('p', { className: 'none' });
  #failures;
  #said = h('p', { className: 'list-said', role: 'status' });
  #fault = h('p', { className: 'fault', role: 'status' }, text.list.unreachable);

  /**
   * @param actions what can be done with a stream
   * @param onVisible is given the streams whose rows are seen
   */
  constructor(streams, actions, onVisible) {
    this.#streams = streams;
    this.#actions = actions;
    this.#bulk = new BulkActions(
      actions,
      (said, isFault) => this.#say(said, isFault),
      () => this.#filters.querySelector(':checked').focus(),
    );
    this.#onVisible = onVisible;
    Object.keys(FILTERS).forEach((name, i) => {
      const input = h('input', { type: 'radio', name: 'filter', value: name, checked: i === 0, onchange: () => this.#start() });
      this.#filters.append(h('label', {}, input, h('span', {}, text.list.filters[name])));
    });
    this.#failures = this.#filters.querySelector('[value=failed] + span');
    this.#words.addEventListener('input', () => this.#start());
    this.#scroller.addEventListener('scroll', () => this.#drawRows(), { passive: true });
    this.#box.addEventListener('keydown', (event) => (event.key === 'Delete' ? this.#delete(event) : this.#move(event)));
    this.#box.addEventListener('focusin', (event) => {
      this.#focused = event.target.closest('li').dataset.id;
      this.#rows.forEach((row, id) => row.setReached(id === this.#focused));
    });
    this.#pause.addEventListener('click', () => this.#togglePause());
    new ResizeObserver(() => this.#drawRows()).observe(this.#scroller);
    this.element = h(
      'section',
      { className: 'list', 'aria-labelledby': 'streams-heading' },
      h('div', { className: 'list-head' }, h('h2', { id: 'streams-heading' }, text.list.heading), this.#count, this.#pause),
      this.#words,
      this.#filters,
      this.#bulk.element,
      this.#said,
      this.#fault,
      this.#none,
      this.#scroller,
    );
  }

  /** Shows which stream is in view. */
  select(id) {
    this.#current = id;
    this.draw();
  }

  focus() {
    this.#words.focus({ preventScroll: true });
  }

  draw() {
    const filter = this.#filters.querySelector(':checked').value;
    const now = this.#streams.list(filter, this.#words.value);
    if (this.#paused) {
      this.#paused = this.#shown = this.#paused.filter((stream) => this.#streams.get(stream.streamId));
      const before = new Map(this.#paused.map((stream) => [stream.streamId, stream.updatedAt]));
      const changes = now.filter((stream) => before.get(stream.streamId) !== stream.updatedAt).length;
      setText(this.#count, text.list.held(changes));
    } else {
      this.#shown = now;
      setText(this.#count, text.list.count(now.length, this.#streams.size));
    }
    show(this.#pause, this.#streams.size > 0);
    setText(this.#failures, text.list.failures(this.#streams.count('failed')));
    this.#bulk.draw(filter === 'all' && !this.#words.value.trim() ? [] : this.#shown);
    show(this.#none, this.#shown.length === 0);
    setText(this.#none, this.#streams.size ? text.list.none : text.list.empty);
    show(this.#fault, Boolean(this.#streams.fault));
    this.#box.style.height = `${this.#shown.length * ROW_PIXELS}px`;
    this.#drawRows();
  }

  #start() {
    this.#paused = null;
    setText(this.#pause, text.list.pause);
    this.#scroller.scrollTop = 0;
    this.draw();
  }

  #say(said, isFault = false) {
    setText(this.#said, said);
    this.#said.classList.toggle('fault', isFault);
  }

  #togglePause() {
    this.#paused = this.#paused ? null : this.#shown;
    setText(this.#pause, this.#paused ? text.list.resume : text.list.pause);
    this.draw();
  }

  #drawRows() {
    const first = Math.max(0, Math.floor(this.#scroller.scrollTop / ROW_PIXELS) - MARGIN_ROWS);
    const count = Math.ceil(this.#scroller.clientHeight / ROW_PIXELS) + 2 * MARGIN_ROWS;
    const seen = this.#shown.slice(first, first + count);
    const ids = new Set(seen.map((stream) => stream.streamId));
    for (const [id, row] of this.#rows) {
      const isGone = !this.#streams.get(id);
      const hasFocus = row.element.contains(document.activeElement);
      if (!ids.has(id) && (isGone || !hasFocus)) {
        this.#lost = hasFocus ? row.at : this.#lost;
        row.element.remove();
        this.#rows.delete(id);
      }
    }
    // One row is reached by Tab, the others from there by the arrow keys.
    const reached = [this.#focused, this.#current].find((id) => ids.has(id)) ?? seen[0]?.streamId;
    seen.forEach((stream, i) => {
      let row = this.#rows.get(stream.streamId);
      if (!row) {
        row = new Row(stream.streamId, new RowActions(this.#actions, (said, isFault) => this.#say(said, isFault)));
        this.#rows.set(stream.streamId, row);
      }
      // In the order in which they are seen, for the keyboard and for those who listen; most are in their place.
      if (this.#box.children[i] !== row.element) {
        this.#box.insertBefore(row.element, this.#box.children[i] ?? null);
      }
      row.draw(stream, this.#streams.result(stream.streamId), first + i, this.#shown.length, stream.streamId === this.#current);
      row.setReached(stream.streamId === reached);
    });
    if (this.#lost !== null) {
      this.#focusInsteadOf(this.#lost);
    }
    this.#onVisible(seen);
  }

  /** The keyboard goes on at the row that took the place of a deleted one. */
  #focusInsteadOf(at) {
    this.#lost = null;
    const next = this.#shown[Math.min(at, this.#shown.length - 1)];
    const row = next && this.#rows.get(next.streamId);
    (row ? row.element.querySelector('a') : this.#words).focus();
  }

  #delete(event) {
    const id = event.target.closest('li')?.dataset.id;
    if (id) {
      event.preventDefault();
      this.#rows.get(id).actions.press();
    }
  }

  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity }[event.key];
    const id = event.target.closest('li')?.dataset.id;
    if (step === undefined || !id) {
      return;
    }
    event.preventDefault();
    const at = this.#shown.findIndex((stream) => stream.streamId === id);
    const next = Math.max(0, Math.min(this.#shown.length - 1, at + step));
    const top = next * ROW_PIXELS;
    if (top < this.#scroller.scrollTop || top + ROW_PIXELS > this.#scroller.scrollTop + this.#scroller.clientHeight) {
      this.#scroller.scrollTop = top - this.#scroller.clientHeight / 2;
    }
    this.#drawRows();
    this.#rows.get(this.#shown[next].streamId)?.element.querySelector('a').focus();
  }
}

class Row {
  #title = h('span', { className: 'row-title' });
  #state = h('span', { className: 'row-state' });
  #icon = h('span', { className: 'icon', 'aria-hidden': 'true' });
  #genre = h('span', { className: 'row-genre' });
  #time = h('span', { className: 'row-time' });
  #link;
  /** Its place in the list. */
  at = 0;

  constructor(id, actions) {
    this.actions = actions;
    this.#link = h('a', { href: `#/streams/${id}` }, this.#icon, this.#title, this.#genre, this.#state, this.#time);
    this.element = h('li', { 'data-id': id }, this.#link, actions.element);
  }

  setReached(isReached) {
    this.#link.tabIndex = isReached ? 0 : -1;
    this.actions.setReached(isReached);
  }

  draw(stream, result, at, all, isCurrent) {
    const state = stateOf(stream, result);
    this.at = at;
    this.actions.draw(stream);
    this.element.style.transform = `translateY(${at * ROW_PIXELS}px)`;
    this.element.setAttribute('aria-setsize', all);
    this.element.setAttribute('aria-posinset', at + 1);
    this.#link.toggleAttribute('aria-current', isCurrent);
    if (this.element.dataset.state !== state) {
      this.element.dataset.state = state;
      this.#icon.replaceChildren(stateIcon(state));
    }
    setText(this.#title, titleOf(stream));
    setText(this.#state, stream.error && state !== 'LIVE' ? stream.error.code : `${text.state[state] ?? state}${stream.live ? '' : ` · ${whenOf(stream.startedAt)}`}`);
    setText(this.#genre, result && state !== 'FAILED' ? answerOf(result) : '');
    setText(this.#time, clock(result && stream.state === 'STARTED' ? Math.max(result.seconds, stream.seconds) : stream.seconds));
  }
}

/** Shapes that differ without their colours. */
export function stateIcon(state) {
  const icon = (...shapes) => svg('svg', { viewBox: '0 0 16 16', width: '16', height: '16' }, ...shapes);
  const path = (d) => svg('path', { d, fill: 'none', stroke: 'currentColor', 'stroke-width': '2', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' });
  switch (state) {
    case 'LIVE':
    case 'SILENT':
      return icon(svg('circle', { cx: '8', cy: '8', r: '3', fill: 'currentColor' }), svg('circle', { cx: '8', cy: '8', r: '6.4', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.4' }));
    case 'CONNECTING':
    case 'CLASSIFYING':
    case 'STARTED':
      return icon(path('M8 13V3M3.5 7.5 8 3l4.5 4.5'));
    case 'ENDED':
      return icon(path('m3 8.5 3.5 3.5L13 4.5'));
    case 'FAILED':
      return icon(path('M8 3v6.5M8 12.8v.1'));
    case 'GONE':
      return icon(path('M4 8h8'));
    default:
      return icon(path('M5.5 3.5v9M10.5 3.5v9'));
  }
}
