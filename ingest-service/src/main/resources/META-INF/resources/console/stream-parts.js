import { h, setText } from './dom.js';
import { text } from './text.js';

// The elements of a stream's page, before anything is known of the stream.

const words = text.stream;
const FACTS = ['playing', 'station', 'heard', 'behind', 'pace', 'windows', 'tempo', 'format', 'reconnects', 'dropped', 'model'];
const ASKED_MILLIS = 4_000;
const SAID_MILLIS = 2_000;

/** By name, the elements that change; the root holds them all. */
export function build(page) {
  const parts = {};
  const keep = (name, element) => (parts[name] = element);
  const button = (label, onclick) => h('button', { type: 'button', className: 'quiet', onclick }, label);
  parts.facts = Object.fromEntries(
    FACTS.map((name) => [
      name,
      h('div', { hidden: true }, h('dt', {}, words.facts[name]), h('dd')),
    ]),
  );
  const spans = Object.entries(words.spans).map(([seconds, label]) =>
    h('label', {}, h('input', { type: 'radio', name: 'span', value: seconds, checked: Number(seconds) === page.span, onchange: () => page.setSpan(Number(seconds)) }), h('span', {}, label)),
  );
  const listen = (event) => page.listenFrom((event.clientX - event.currentTarget.getBoundingClientRect().left) / event.currentTarget.clientWidth);
  parts.root = h(
    'article',
    { className: 'stream', 'aria-labelledby': 'title' },
    h('a', { href: '#/', className: 'back' }, text.page.toStreams),
    h(
      'header',
      { className: 'stream-head' },
      h('div', {}, keep('state', h('p', { className: 'state' })), keep('title', h('h1', { id: 'title', tabIndex: -1 }))),
      h(
        'div',
        { className: 'actions' },
        keep('link', button(words.link, (event) => copyLink(event.currentTarget))),
        keep('save', h('span', { className: 'save', role: 'group', 'aria-label': words.saveAs }, h('span', { 'aria-hidden': 'true' }, words.saveAs), button(words.json, () => page.json()), button(words.png, () => page.picture()), button(words.svg, () => page.vector()))),
        keep('remove', h('button', { type: 'button', className: 'quiet remove', onclick: (event) => askToRemove(event.currentTarget, page) })),
      ),
    ),
    keep('problem', h('div', { className: 'problem', hidden: true }, h('h2', {}, words.problem), h('p'), h('p', { className: 'code' }), keep('again', button(text.intake.retry, () => page.sendAgain())))),
    answerSection(keep),
    h('dl', { className: 'facts' }, ...Object.values(parts.facts)),
    keep('listen', h('div', { className: 'listen' })),
    keep(
      'pictures',
      h(
        'figure',
        { className: 'pictures' },
        h(
          'figcaption',
          {},
          h('h2', {}, words.distribution, h('span', {}, words.distributionHint)),
          keep('spans', h('fieldset', { className: 'filters', hidden: true }, h('legend', { className: 'unseen' }, words.span), ...spans)),
          keep('hold', h('button', { type: 'button', className: 'quiet', hidden: true, onclick: (event) => page.hold(event.currentTarget) }, words.pause)),
        ),
        keep('distributionBox', h('div', { className: 'canvas-box', onclick: listen }, keep('distribution', h('canvas', { className: 'distribution', role: 'img' })))),
        keep('times', h('canvas', { className: 'times', 'aria-hidden': 'true' })),
        h('div', { className: 'legend-box' }, keep('legendOf', h('p', { className: 'legend-of' })), keep('legend', h('ul', { className: 'legend' }))),
        h('div', { className: 'subhead' }, page.kinds.heading, page.kinds.element),
        keep('loudnessBox', h('div', { className: 'canvas-box', onclick: listen }, keep('loudness', h('canvas', { className: 'loudness', role: 'img', 'aria-label': text.pictures.outline })))),
        keep(
          'spectrogramBox',
          h('div', { className: 'canvas-box', onclick: listen }, keep('spectrogram', h('canvas', { className: 'spectrogram', role: 'img' })), keep('noPicture', h('p', { className: 'no-picture' }))),
        ),
        keep('timesBelow', h('canvas', { className: 'times', 'aria-hidden': 'true' })),
        h(
          'p',
          { className: 'scale' },
          keep('scaleLow', h('span')),
          keep('scale', h('canvas', { role: 'img' })),
          keep('scaleHigh', h('span')),
        ),
      ),
    ),
    keep(
      'songs',
      h(
        'section',
        { className: 'songs', hidden: true },
        h('h2', { id: 'songs-heading' }, words.songs),
        h(
          'table',
          { 'aria-labelledby': 'songs-heading' },
          h('thead', {}, h('tr', {}, ...Object.values(words.songColumns).map((column) => h('th', { scope: 'col' }, column)))),
          keep('songRows', h('tbody')),
        ),
      ),
    ),
    keep('near', h('section', { className: 'nearest', hidden: true }, h('h2', {}, words.nearest, h('span', {}, words.nearestHint)), keep('nearRows', h('ol')))),
    keep('changed', h('section', { className: 'changes', hidden: true }, h('h2', {}, words.changes), keep('changeRows', h('ol')))),
  );
  return parts;
}

/** Where drawAnswer writes to. */
export function answerSection(keep) {
  const bar = () => h('li', {}, h('span'), h('span', { className: 'bar' }, h('span')), h('span'));
  return keep(
    'now',
    h(
      'section',
      { className: 'now', 'aria-label': words.runnersUp },
      h(
        'div',
        { className: 'answer' },
        h('p', { className: 'scope' }, keep('scope', h('span'))),
        h('p', { className: 'genre', 'aria-live': 'polite' }, keep('genre', h('span'))),
        h('p', { className: 'sure' }, keep('confidence', h('strong')), keep('sure', h('span'))),
      ),
      keep('top', h('ol', { className: 'top', 'aria-label': words.runnersUp }, bar(), bar(), bar())),
    ),
  );
}

export async function copyLink(button) {
  // Only https pages and localhost may write to the clipboard.
  const copied = await Promise.resolve(navigator.clipboard?.writeText(location.href).then(() => true)).catch(() => false);
  setText(button, copied ? words.copied : words.copyByHand);
  setTimeout(() => setText(button, words.link), SAID_MILLIS);
}

/** Asks by the button itself: a second press within four seconds does it. */
function askToRemove(button, page) {
  if (button.dataset.asked) {
    delete button.dataset.asked;
    page.remove().catch((fault) => setText(button, fault.message));
    return;
  }
  button.dataset.asked = 'yes';
  setText(button, page.isFollowed ? words.stopNow : words.removeNow);
  setTimeout(() => {
    delete button.dataset.asked;
    page.redraw();
  }, ASKED_MILLIS);
}
