import { api } from './api.js';
import { genreColour } from './colour.js';
import { drawDistribution } from './distribution.js';
import { h, setText, show } from './dom.js';
import { clock, hertz, percent, titleOf } from './format.js';
import { stateIcon } from './list.js';
import { KEPT_SECONDS } from './listening.js';
import { drawFacts, factsOf } from './facts.js';
import { build } from './stream-parts.js';
import { drawTimes } from './picture.js';
import { drawLegend, drawSpectrogram, scaleOf } from './spectrogram.js';
import { saveJson, savePicture } from './save.js';
import { drawChanges, drawSongs } from './songs.js';
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
  /** How much of a live stream the pictures show (s). */
  span = LIVE_SPAN_SECONDS;
  #drawn = -1;
  #described = 0;
  #held = null;
  #legendKey = '';
  #parts;

  /**
   * @param upload that is to become the stream, if this page sends it
   * @param close is called when the stream is deleted
   */
  constructor(streams, listening, upload, close) {
    this.#upload = upload;
    this.#streams = streams;
    this.#listening = listening;
    this.close = close;
    this.#parts = build(this);
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
    this.span = seconds;
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
      return { from: to - this.span, to };
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
    drawFacts(parts.facts, factsOf(status, this.#listening, this.#isLive));
    this.#drawLegend(windows.at(-1)?.scores ?? track?.scores ?? {});
    drawSongs(parts.songs, parts.songRows, this.#listening.segments);
    drawChanges(parts.changed, parts.changeRows, track?.timeline ?? []);
    show(parts.spans, this.#isLive);
    show(parts.hold, this.#isLive);
    show(parts.remove, Boolean(status));
    if (!parts.remove.dataset.asked) {
      setText(parts.remove, this.#isFollowed ? words.stop : words.remove);
    }
    show(parts.pictures, Boolean(track) || windows.length > 0 || this.#waitingFor() === words.listening);
    show(parts.noPicture, this.#listening.ring.isEmpty);
    setText(parts.noPicture, track?.final ? words.oldPicture : words.noPicture);
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
