import { api } from './api.js';
import { Batch } from './batch.js';
import { ComparePage } from './compare-page.js';
import { h, setText, show } from './dom.js';
import { EventLink } from './events.js';
import { Health } from './health.js';
import { Intake } from './intake.js';
import { choose } from './language.js';
import { StreamList } from './list.js';
import { StreamActions } from './stream-actions.js';
import { Listening } from './listening.js';
import { MapPage } from './map-page.js';
import { StreamPage } from './stream-page.js';
import { Streams } from './streams.js';
import { languages, text } from './text.js';

// Puts the parts together: which stream is in view, which are followed, and when what is drawn.

const SETTLE_MILLIS = 250;
const MOST_FOLLOWED = 40;
const ID = /^[A-Za-z0-9._-]{1,128}$/;
/** By the first word of the address, what is shown, and how many ids of streams follow the word. */
const VIEWS = {
  streams: { ids: 1, page: (listening) => new StreamPage(streams, listening, actions, intake.uploadOf(listening.streamId), deleted) },
  compare: { ids: 2, page: (first, second) => new ComparePage(streams, first, second) },
  map: { ids: 0, page: () => new MapPage(streams) },
};

const main = document.querySelector('main');
const streams = new Streams(() => changed());
const link = new EventLink(take, connection);
const actions = new StreamActions(streams, (id) => intake.uploadOf(id), (id) => intake.forget(id));
const list = new StreamList(streams, actions, (seen) => followSeen(seen));
const intake = new Intake(streams, (id) => (location.hash = `#/streams/${id}`), () => changed());
const batch = new Batch(intake, streams, () => model?.labels ?? []);
const health = new Health(streams);
const views = h('nav', { className: 'views', 'aria-label': text.map.views }, h('a', { href: '#/map' }, text.map.link));
const notice = document.querySelector('#notice');
/** What is known of the streams in view. */
let followed = [];
let page = null;
let model = null;
let seen = [];
/** Uploads whose result is awaited, by id. */
let unclassified = [];
let settling = 0;
let outdated = false;

document.documentElement.lang = text.language;
setUpSkip();
document.querySelector('aside').setAttribute('aria-label', text.list.heading);
document.querySelector('aside').append(intake.element, list.element);
document.querySelector('#theme').before(health.element);
setUpLanguage();
document.querySelector('.brand').after(views);
setUpTheme();
addEventListener('hashchange', open);
document.addEventListener('visibilitychange', () => page?.redraw());
open();
streams.run();
health.run();
loadModel();
requestAnimationFrame(draw);

/** Shows what the address names, or the way in. */
function open() {
  const [name, ...ids] = location.hash.slice(2).split('/');
  const view = VIEWS[name]?.ids === ids.length && new Set(ids).size === ids.length && ids.every((id) => ID.test(id)) ? VIEWS[name] : null;
  page?.dispose();
  followed = view ? ids.map((id) => new Listening(id)) : [];
  page = view?.page(...followed) ?? null;
  views.firstChild.ariaCurrent = view === VIEWS.map ? 'page' : null;
  document.body.classList.toggle('viewing', Boolean(page));
  document.title = text.page.title;
  main.replaceChildren(page ? page.element : welcome());
  list.select(view === VIEWS.streams ? ids[0] : '');
  if (page) {
    page.setModel(model);
    page.drawText();
    page.element.querySelector('h1').focus({ preventScroll: true });
    main.scrollTop = 0;
    const current = page;
    ids
      .filter((id) => !streams.get(id) && !intake.isBringing(id))
      .forEach((id) => api.stream(id).then((stream) => streams.put(stream), (fault) => fault.status === 404 && current.setMissing(id)));
  }
  follow();
}

/** The stream in view is gone: back to the list, which has the focus now. */
function deleted() {
  location.hash = '#/';
  list.focus();
}

function welcome() {
  const sound = ([name, { name: title, hint }]) =>
    h('button', { type: 'button', className: 'sound', onclick: () => intake.hear(name) }, h('strong', {}, title), h('span', {}, hint));
  return h(
    'section',
    { className: 'welcome' },
    batch.element,
    h('h1', {}, text.welcome.heading),
    h('p', { className: 'lead' }, text.welcome.lead),
    h('p', {}, text.welcome.examples),
    h('div', { className: 'sounds' }, ...Object.entries(text.welcome.sounds).map(sound)),
    h('p', { className: 'small' }, text.welcome.private),
  );
}

/** Waits until a scroll comes to rest, and not for rows that only say something new. */
function followSeen(rows) {
  const isSame = rows.length === seen.length && rows.every((stream, i) => stream.streamId === seen[i].streamId);
  seen = rows;
  if (!isSame) {
    clearTimeout(settling);
    settling = setTimeout(follow, SETTLE_MILLIS);
  }
}

/** Follows what is in view, closely, and of the list the rows that are seen and may still change; of uploads all. */
function follow() {
  const rows = seen.filter((stream) => stream.state !== 'FAILED' && !streams.result(stream.streamId)?.final).map((stream) => stream.streamId);
  const ids = [...new Set([...unclassified, ...rows])].filter((id) => !listeningTo(id));
  link.follow(ids.slice(0, MOST_FOLLOWED).sort(), followed);
}

function followUploads() {
  const ids = intake.unclassified();
  if (ids.some((id) => !unclassified.includes(id))) {
    clearTimeout(settling);
    settling = setTimeout(follow, SETTLE_MILLIS);
  }
  unclassified = ids;
}

function listeningTo(id) {
  return followed.find((listening) => listening.streamId === id);
}

function take(name, event) {
  if (name === 'track') {
    streams.putResult(event);
  }
  const listening = listeningTo(event.streamId);
  if (listening) {
    const first = !listening.track;
    listening.take(name, event);
    if (name === 'deleted') {
      intake.forget(event.streamId);
    }
    if (first && name === 'track' && event.now) {
      // The songs from before this page was opened.
      api.segments(event.streamId).then(({ segments }) => segments.reverse().forEach((segment) => listening.take('segment', segment)), () => {});
    }
  }
}

function connection(fault) {
  show(notice, Boolean(fault));
  setText(notice, fault ? (fault.status === 404 ? text.connection.none : text.connection.lost) : '');
  health.setResults(model, fault);
  if (!fault && !model) {
    loadModel();
  }
}

function changed() {
  outdated = true;
}

async function loadModel() {
  let fault = null;
  model = await api.model().catch((problem) => {
    fault = problem;
    return null;
  });
  health.setResults(model, fault);
  page?.setModel(model);
}

/** State comes from events whether or not the page is seen; a hidden page draws nothing and catches up at once. */
function draw() {
  if (outdated) {
    outdated = false;
    list.draw();
    intake.draw();
    batch.draw();
    followUploads();
    page?.drawText();
  }
  page?.draw();
  requestAnimationFrame(draw);
}

/** Not by its address alone: the part after # says what is in view. */
function setUpSkip() {
  const skip = document.querySelector('.skip');
  setText(skip, text.page.skip);
  skip.addEventListener('click', (event) => {
    event.preventDefault();
    main.focus();
  });
}

/** Another language begins with a page of its own: but not while that would break off uploads. */
function setUpLanguage() {
  const options = Object.keys(languages).map((language) => h('option', { value: language, selected: language === text.language }, language.toUpperCase()));
  const choice = h('select', { id: 'language', 'aria-label': text.page.language }, ...options);
  choice.addEventListener('change', () => {
    choose(choice.value);
    if (intake.isSending) {
      setText(notice, languages[choice.value].page.languageLater);
      show(notice, true);
    } else {
      location.reload();
    }
  });
  document.querySelector('#theme').before(choice);
}

function setUpTheme() {
  const root = document.documentElement;
  const button = document.querySelector('#theme');
  const dark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);
  const say = () => button.setAttribute('aria-label', dark() ? text.page.theme.dark : text.page.theme.light);
  const kept = localStorage.getItem('theme');
  if (kept) {
    root.dataset.theme = kept;
  }
  say();
  button.addEventListener('click', () => {
    root.dataset.theme = dark() ? 'light' : 'dark';
    localStorage.setItem('theme', root.dataset.theme);
    say();
    page?.redraw();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    say();
    page?.redraw();
  });
}
