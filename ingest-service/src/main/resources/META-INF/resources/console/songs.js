import { h, setText, show } from './dom.js';
import { clock, percent, timeOfDay } from './format.js';
import { text } from './text.js';

// What was played when.

const MOST_CHANGES = 30;
const words = text.stream;

/** Fills a table's rows with a station's songs, latest first. */
export function drawSongs(section, rows, segments) {
  const latest = [...segments.values()].sort((a, b) => b.segment - a.segment);
  show(section, latest.length > 0);
  latest.forEach((segment, i) => {
    const row = rows.children[i] ?? rows.appendChild(h('tr', {}, h('td'), h('th', { scope: 'row' }), h('td'), h('td')));
    const [at, title, genre, length] = row.children;
    row.className = segment.final ? '' : 'present';
    setText(at, timeOfDay(segment.startedAt));
    setText(title, segment.title ?? words.untitled[segment.began] ?? segment.began);
    title.classList.toggle('untitled', !segment.title);
    setText(genre, segment.label ? `${segment.label} ${percent(segment.confidence)}` : (words.verdict[segment.verdict] ?? '–'));
    setText(length, clock(segment.end - segment.start));
  });
  while (rows.children.length > latest.length) {
    rows.lastChild.remove();
  }
}

/** Lists from when on which genre led. */
export function drawChanges(section, list, changes) {
  show(section, changes.length > 1);
  const key = JSON.stringify(changes);
  if (list.dataset.shown !== key) {
    list.dataset.shown = key;
    list.replaceChildren(
      ...changes
        .slice(-MOST_CHANGES)
        .map((change) => h('li', {}, h('span', {}, clock(change.seconds)), ` ${change.label ?? words.noneNamed} `, h('span', {}, percent(change.confidence)))),
    );
  }
}
