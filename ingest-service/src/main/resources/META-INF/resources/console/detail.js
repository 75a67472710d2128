import { api } from './api.js';
import { genreColour } from './colour.js';
import { drawDistribution } from './distribution.js';
import { h, setText, show } from './dom.js';
import { clock, hertz, percent, timeOfDay, titleOf } from './format.js';
import { stateIcon } from './list.js';
import { KEPT_SECONDS } from './listening.js';
import { prepare, theme, timeMarks } from './picture.js';
import { drawLegend, drawSpectrogram, LEGEND_DB, scaleOf } from './spectrogram.js';
import { saveJson, savePicture } from './save.js';
import { stateOf } from './streams.js';
import { text } from './text.js';

// One stream: what it is now, how it was, and what the model reads.

const LIVE_SPAN_SECONDS = 120;
/** The picture of a live stream glides on for so long without news. */
const GLIDE_SECONDS = 2.5;
const DESCRIBED_EVERY_MILLIS = 5_000;
const words = text.stream;

export class StreamPage {
  #streams;
  #listening;
  #upload;
  #model = null;
  #drawn = -1;
  #described = 0;
  #held = null;
  #span = LIVE_SPAN_SECONDS;
  #legendKey = '';
  #parts = build(this);

  /**
   * @param upload that is to become the stream, if this page sends it
   * @param close is called when the stream is deleted
   */
  constructor(streams, listening, upload, close) {
    this.#upload = upload;
    this.#streams = streams;
    this.#listening = listening;
    this.close = close;
    this.element = this.#parts.root;
  }

  get streamId() {
    return this.#listening.streamId;
  }

  setModel(model) {
    this.#model = model;
    this.#drawn = -1;
  }

  setSpan(seconds) {
    this.#span = seconds;
    this.#drawn = -1;
  }

  hold(button) {
    this.#held = this.#held ? null : this.#range();
    setText(button, this.#held ? words.resume : words.pause);
  }

  json() {
    const { track, windows, segments } = this.#listening;
    saveJson(this.streamId, { stream: this.#status, result: track, windows, segments: [...segments.values()] });
  }

  picture() {
    savePicture(this.#title, this.#parts.spectrogram, this.#parts.distribution, this.streamId);
  }

  async remove() {
    await (this.#isFollowed ? api.unfollow(this.streamId) : api.deleteStream(this.streamId));
    if (this.#isFollowed) {
      this.#streams.put(await api.stream(this.streamId));
    } else {
      this.#streams.remove(this.streamId);
      this.close();
    }
  }

  get #status() {
    return this.#streams.get(this.streamId);
  }

  /** Why the upload did not become a stream. */
  get #refused() {
    return this.#upload?.state === 'failed' ? this.#upload.problem : null;
  }

  get #isFollowed() {
    return this.#isLive && Boolean(this.#status.live.source);
  }

  get #isLive() {
    return Boolean(this.#status?.live) && this.#status.state === 'STARTED';
  }

  get #title() {
    return this.#status ? titleOf(this.#status) : (this.#upload?.title ?? this.streamId);
  }

  /** Media times at the left and the right edge of the pictures (s). */
  #range() {
    const { reached, reachedAt } = this.#listening;
    if (this.#isLive) {
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const glided = still ? 0 : Math.min(GLIDE_SECONDS, (performance.now() - reachedAt) / 1000);
      const to = Math.max(reached + glided - (still ? 0 : GLIDE_SECONDS / 2), 1);
      return { from: to - this.#span, to };
    }
    const to = Math.max(reached, 3);
    return { from: Math.max(0, to - KEPT_SECONDS), to };
  }

  /** Draws what has changed; to be called for each frame of the screen. */
  draw() {
    const glides = this.#isLive && !this.#held && performance.now() - this.#listening.reachedAt < 1000 * GLIDE_SECONDS + 100;
    const size = `${this.#parts.spectrogram.clientWidth}x${devicePixelRatio}`;
    const changed = this.#drawn !== this.#listening.revision || this.size !== size;
    if (changed || glides) {
      this.size = size;
      this.#drawPictures();
    }
    if (changed) {
      this.#drawn = this.#listening.revision;
      this.drawText();
    }
  }

  redraw() {
    this.#drawn = -1;
  }

  #labels() {
    const { windows, track } = this.#listening;
    return this.#model?.labels ?? Object.keys(track?.scores ?? windows.at(-1)?.scores ?? {}).sort();
  }

  #drawPictures() {
    const { from, to } = this.#held ?? this.#range();
    const { ring, windows } = this.#listening;
    drawSpectrogram(this.#parts.spectrogram, ring, from, to, scaleOf(this.#model));
    drawDistribution(this.#parts.distribution, windows, this.#labels(), from, to);
    drawTimes(this.#parts.times, from, to, this.#isLive);
  }

  drawText() {
    const { track, windows, deleted } = this.#listening;
    const status = this.#status;
    const parts = this.#parts;
    setText(parts.title, this.#title);
    document.title = `${this.#title} – ${text.page.title}`;
    const state = status ? stateOf(status) : this.#upload ? (this.#refused ? 'FAILED' : 'STARTED') : track?.final ? 'ENDED' : 'unknown';
    if (parts.state.dataset.state !== state) {
      parts.state.dataset.state = state;
      parts.state.replaceChildren(stateIcon(state), h('span', {}, text.state[state] ?? state));
    }
    this.#drawNow(track, windows, deleted);
    this.#drawProblem(status);
    this.#drawFacts(status, track, windows);
    this.#drawLegend(windows.at(-1)?.scores ?? track?.scores ?? {});
    this.#drawSongs();
    this.#drawChanges(track);
    show(parts.spans, this.#isLive);
    show(parts.hold, this.#isLive);
    show(parts.remove, Boolean(status));
    if (!parts.remove.dataset.asked) {
      setText(parts.remove, this.#isFollowed ? words.stop : words.remove);
    }
    show(parts.noPicture, this.#listening.ring.isEmpty);
    setText(parts.noPicture, this.#waitingFor() === words.noResult && !track ? '' : track?.final ? words.oldPicture : words.noPicture);
    this.#describe();
  }

  #drawNow(track, windows, deleted) {
    const parts = this.#parts;
    const scored = track && Object.keys(track.scores).length > 0;
    const label = deleted ? words.deleted : !track ? this.#waitingFor() : (track.label ?? words.verdict[track.verdict]);
    setText(parts.genre, label);
    parts.now.dataset.verdict = track?.verdict ?? 'NONE';
    const colour = track?.label ? genreColour(this.#labels().indexOf(track.label)) : '';
    parts.now.style.setProperty('--genre', colour || 'transparent');
    setText(
      parts.sure,
      !track || deleted ? (deleted || this.#waitingFor() === words.noResult ? '' : words.listeningHint) : track.label ? words.sure(track.confidence) : (words.because[track.reason] ?? track.reason ?? ''),
    );
    setText(parts.confidence, track?.label ? percent(track.confidence) : '');
    setText(parts.scope, !track ? '' : track.now ? words.lastSeconds : track.final ? `${words.whole}, ${words.final}` : `${words.whole} ${words.soFar}`);
    show(parts.top, Boolean(scored));
    Object.entries(track?.scores ?? {})
      .slice(0, 3)
      .forEach(([name, score], i) => {
        const row = parts.top.children[i];
        setText(row.children[0], name);
        row.children[1].firstChild.style.width = `${100 * score}%`;
        row.children[1].firstChild.style.background = genreColour(this.#labels().indexOf(name));
        setText(row.children[2], percent(score));
      });
  }

  #waitingFor() {
    const status = this.#status;
    return this.#refused || status?.state === 'FAILED' || (status?.state === 'ENDED' && Date.now() - Date.parse(status.updatedAt) > 60_000) ? words.noResult : words.listening;
  }

  #drawProblem(status) {
    const { problem } = this.#parts;
    const error = status?.error ?? this.#refused;
    show(problem, Boolean(error));
    if (error) {
      const wait = status?.live?.nextAttemptAt;
      setText(problem.children[1], error.message ?? '');
      setText(problem.children[2], error.code + (wait ? ` · ${words.nextTry(Math.round((Date.parse(wait) - Date.now()) / 1000))}` : ''));
    }
  }

  #drawFacts(status, track, windows) {
    const behind = this.#isLive ? this.#listening.behind(Date.now()) : null;
    const took = status?.startedAt && status.state === 'ENDED' ? (Date.parse(status.updatedAt) - Date.parse(status.startedAt)) / 1000 : 0;
    const heard = Math.max(track?.seconds ?? 0, status?.seconds ?? 0, this.#listening.reached);
    const facts = {
      playing: status?.live?.nowPlaying,
      station: status?.live?.station,
      heard: heard ? clock(heard) : null,
      behind: behind === null || behind > 3600 ? null : `${behind.toFixed(1)} s`,
      pace: took > 0 && !status.live ? words.pace(status.seconds / took) : null,
      windows: track ? track.windows.toLocaleString('en') : null,
      format: status?.format,
      reconnects: status?.live?.reconnects || null,
      dropped: status?.live?.droppedSeconds ? `${status.live.droppedSeconds.toFixed(1)} s` : null,
      model: track?.model.name ? `${track.model.name} ${track.model.version}` : null,
    };
    for (const [name, fact] of Object.entries(this.#parts.facts)) {
      show(fact, Boolean(facts[name]));
      setText(fact.lastChild, String(facts[name] ?? ''));
    }
  }

  #drawLegend(scores) {
    const labels = this.#labels();
    const key = labels.join();
    if (this.#legendKey !== key) {
      this.#legendKey = key;
      this.#parts.legend.replaceChildren(
        ...labels.map((label, i) => {
          const swatch = h('span', { className: 'swatch' });
          swatch.style.background = genreColour(i);
          return h('li', {}, swatch, h('span', {}, label), h('span', { className: 'part' }));
        }),
        h('li', {}, h('span', { className: 'swatch dots' }), h('span', {}, words.noMusicKey)),
        h('li', {}, h('span', { className: 'swatch lines' }), h('span', {}, words.unknownKey)),
      );
    }
    labels.forEach((label, i) => setText(this.#parts.legend.children[i].lastChild, label in scores ? percent(scores[label]) : ''));
  }

  #drawSongs() {
    const segments = [...this.#listening.segments.values()].sort((a, b) => b.segment - a.segment).slice(0, 50);
    const { songs, songRows } = this.#parts;
    show(songs, segments.length > 0);
    segments.forEach((segment, i) => {
      const row = songRows.children[i] ?? songRows.appendChild(h('tr', {}, h('td'), h('th', { scope: 'row' }), h('td'), h('td')));
      const [at, title, genre, length] = row.children;
      row.className = segment.final ? '' : 'present';
      setText(at, timeOfDay(segment.startedAt));
      setText(title, segment.title ?? words.untitled[segment.began] ?? segment.began);
      title.classList.toggle('untitled', !segment.title);
      setText(genre, segment.label ? `${segment.label} ${percent(segment.confidence)}` : (words.verdict[segment.verdict] ?? '–'));
      setText(length, clock(segment.end - segment.start));
    });
    while (songRows.children.length > segments.length) {
      songRows.lastChild.remove();
    }
  }

  #drawChanges(track) {
    const changes = track?.timeline ?? [];
    const { changed, changeRows } = this.#parts;
    show(changed, changes.length > 1);
    changeRows.replaceChildren(
      ...changes.slice(-30).map((change) => h('li', {}, h('span', {}, clock(change.seconds)), ` ${change.label} `, h('span', {}, percent(change.confidence)))),
    );
  }

  /** What the pictures show, for those who do not see them. Not more often than one can listen. */
  #describe() {
    if (performance.now() - this.#described < DESCRIBED_EVERY_MILLIS) {
      return;
    }
    this.#described = performance.now();
    const { from, to } = this.#range();
    const scale = scaleOf(this.#model);
    const last = this.#listening.windows.at(-1);
    const best = (scores) => Object.entries(scores).slice(0, 3).map(([label, score]) => `${label} ${percent(score)}`).join(text.words.and);
    this.#parts.spectrogram.setAttribute('aria-label', text.pictures.spectrogram(clock(to - Math.max(0, from)), hertz(scale?.lowHertz ?? 0), hertz(scale?.highHertz ?? 0)));
    this.#parts.distribution.setAttribute(
      'aria-label',
      text.pictures.distribution(
        last ? (last.verdict === 'GENRE' ? best(last.scores) : words.verdict[last.verdict]) : words.listening,
        this.#listening.leads().slice(0, 2).map(([label, part]) => `${label} (${percent(part)})`).join(text.words.and),
      ),
    );
  }

  drawScale() {
    drawLegend(this.#parts.scale);
  }
}

function drawTimes(canvas, from, to, isLive) {
  const { context, width } = prepare(canvas);
  const colours = theme();
  context.font = colours.font;
  context.textBaseline = 'top';
  context.textAlign = 'center';
  const shift = isLive ? to : 0;
  for (const time of timeMarks(from - shift, to - shift, width)) {
    const x = ((time + shift - from) / (to - from)) * width;
    context.fillStyle = colours.line;
    context.fillRect(Math.round(x), 0, 1, 5);
    const label = isLive ? (time === 0 ? '' : `−${clock(-time)}`) : clock(time);
    const half = context.measureText(label).width / 2;
    context.fillStyle = colours.soft;
    context.fillText(label, Math.max(half, Math.min(width - half, x)), 8);
  }
}

function build(page) {
  const parts = {};
  const keep = (name, element) => (parts[name] = element);
  const button = (label, onclick) => h('button', { type: 'button', className: 'quiet', onclick }, label);
  parts.facts = Object.fromEntries(
    ['playing', 'station', 'heard', 'behind', 'pace', 'windows', 'format', 'reconnects', 'dropped', 'model'].map((name) => [
      name,
      h('div', { hidden: true }, h('dt', {}, words.facts[name]), h('dd')),
    ]),
  );
  const spans = Object.entries(words.spans).map(([seconds, label]) =>
    h('label', {}, h('input', { type: 'radio', name: 'span', value: seconds, checked: Number(seconds) === LIVE_SPAN_SECONDS, onchange: () => page.setSpan(Number(seconds)) }), h('span', {}, label)),
  );
  const bar = () => h('li', {}, h('span'), h('span', { className: 'bar' }, h('span')), h('span'));
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
        button(words.json, () => page.json()),
        button(words.png, () => page.picture()),
        keep('remove', button('', (event) => askToRemove(event.currentTarget, page))),
      ),
    ),
    keep('problem', h('div', { className: 'problem', hidden: true }, h('h2', {}, words.problem), h('p'), h('p', { className: 'code' }))),
    keep(
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
    ),
    h('dl', { className: 'facts' }, ...Object.values(parts.facts)),
    h(
      'figure',
      { className: 'pictures' },
      h(
        'figcaption',
        {},
        h('h2', {}, words.spectrogram, h('span', {}, words.spectrogramHint)),
        keep('spans', h('fieldset', { className: 'filters', hidden: true }, h('legend', { className: 'unseen' }, words.span), ...spans)),
        keep('hold', h('button', { type: 'button', className: 'quiet', hidden: true, onclick: (event) => page.hold(event.currentTarget) }, words.pause)),
      ),
      h('div', { className: 'canvas-box' }, keep('spectrogram', h('canvas', { className: 'spectrogram', role: 'img' })), keep('noPicture', h('p', { className: 'no-picture' }))),
      h(
        'p',
        { className: 'scale' },
        h('span', {}, `${LEGEND_DB[0]} ${text.pictures.decibels}`),
        keep('scale', h('canvas', { role: 'img', 'aria-label': text.pictures.loudness })),
        h('span', {}, `${LEGEND_DB[1]} ${text.pictures.decibels}`),
      ),
      h('div', { className: 'subhead' }, h('h2', {}, words.distribution, h('span', {}, words.distributionHint))),
      keep('distribution', h('canvas', { className: 'distribution', role: 'img' })),
      keep('times', h('canvas', { className: 'times', 'aria-hidden': 'true' })),
      keep('legend', h('ul', { className: 'legend' })),
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
    keep('changed', h('section', { className: 'changes', hidden: true }, h('h2', {}, words.changes), keep('changeRows', h('ol')))),
  );
  return parts;
}

async function copyLink(button) {
  await navigator.clipboard?.writeText(location.href).catch(() => {});
  setText(button, words.copied);
  setTimeout(() => setText(button, words.link), 2000);
}

/** Asks by the button itself: a second press within four seconds does it. */
function askToRemove(button, page) {
  if (button.dataset.asked) {
    delete button.dataset.asked;
    page.remove().catch((fault) => setText(button, fault.message));
    return;
  }
  button.dataset.asked = 'yes';
  setText(button, words.really);
  setTimeout(() => {
    delete button.dataset.asked;
    page.redraw();
  }, 4000);
}
