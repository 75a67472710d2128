import { answerOf, drawAnswer } from './answer.js';
import { Crosshair } from './crosshair.js';
import { genreColour } from './colour.js';
import { drawDistribution } from './distribution.js';
import { h, setText, show } from './dom.js';
import { drawFacts, factsOf } from './facts.js';
import { clock, hertz, percent, titleOf } from './format.js';
import { KindSwitch } from './kind-switch.js';
import { stateIcon } from './list.js';
import { KEPT_SECONDS } from './listening.js';
import { drawLoudness } from './loudness.js';
import { showNearest } from './nearest.js';
import { drawTimes, theme } from './picture.js';
import { Player } from './player.js';
import { saveJson, savePicture, saveVector } from './save.js';
import { drawChanges, drawSongs } from './songs.js';
import { drawLegend, drawSpectrogram, scaleOf, SPECTROGRAM_GROUND } from './spectrogram.js';
import { StatisticsReader } from './statistics.js';
import { build } from './stream-parts.js';
import { StreamPlayer } from './stream-player.js';
import { isFresh, stateOf } from './streams.js';
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
  #actions;
  #upload;
  #player;
  #missing = false;
  #nearestOf = -1;
  #model = null;
  /** How much of a live stream the pictures show (s). */
  span = LIVE_SPAN_SECONDS;
  #drawn = -1;
  #described = -1;
  #describedAt = -Infinity;
  #held = null;
  #legendKey = '';
  #crosshair;
  #statistics;
  /** Which picture of the frames is shown. */
  kinds = new KindSwitch(() => this.#showKind());
  #parts;

  /**
   * @param upload that is to become the stream, if this page sends it
   * @param close is called when the stream is deleted
   */
  constructor(streams, listening, actions, upload, close) {
    this.#actions = actions;
    this.#upload = upload;
    this.#streams = streams;
    this.#listening = listening;
    this.close = close;
    this.#statistics = new StatisticsReader(listening);
    this.#parts = build(this);
    this.element = this.#parts.root;
    const boxes = [this.#parts.loudnessBox, this.#parts.spectrogramBox, this.#parts.distributionBox];
    this.#player = upload ? new Player(upload.file, boxes) : new StreamPlayer(this.streamId, () => ({ status: this.#status, isLive: this.#isLive, reached: this.#listening.reached }), boxes);
    this.#crosshair = new Crosshair(boxes, () => this.redraw());
    this.#parts.listen.append(this.#player.element);
  }

  sendAgain() {
    this.#upload.retry();
    this.redraw();
  }

  get streamId() {
    return this.#listening.streamId;
  }

  setModel(model) {
    this.#model = model;
    this.#drawn = -1;
  }

  /** The service knows of no such stream; results may come all the same, of one that others feed. */
  setMissing() {
    this.#missing = true;
    this.#drawn = -1;
  }

  setSpan(seconds) {
    this.span = seconds;
    this.#drawn = -1;
  }

  hold(button) {
    this.#held = this.#held ? null : this.#range();
    setText(button, this.#held ? words.resume : words.pause);
    this.#drawn = -1;
  }

  json() {
    const { track, windows, segments } = this.#listening;
    saveJson(this.#title, { stream: this.#status, result: track, windows, segments: [...segments.values()] });
  }

  picture() {
    const { distribution, times, spectrogram } = this.#parts;
    savePicture(this.#title, this.#heading, [distribution, times, spectrogram]);
  }

  vector() {
    this.#describe();
    const description = [this.#parts.spectrogram, this.#parts.distribution].map((canvas) => canvas.getAttribute('aria-label')).join(' ');
    const pictures = [
      { name: 'distribution', height: 216, background: theme().ground },
      { name: 'times', height: 26 },
      { name: 'spectrogram', height: 216, background: SPECTROGRAM_GROUND },
    ];
    saveVector(this.#title, this.#heading, description, pictures, (places) => this.#drawOn(places));
  }

  async remove() {
    await this.#actions.remove(this.#status);
    if (!this.#status) {
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

  get isFollowed() {
    return Boolean(this.#status) && this.#actions.isFollowed(this.#status);
  }

  get #isLive() {
    return Boolean(this.#status?.live) && this.#status.state === 'STARTED';
  }

  get #title() {
    return this.#status ? titleOf(this.#status) : this.#refused ? this.#upload.file.name : (this.#upload?.title ?? this.streamId);
  }

  /** The title and the answer, for what is kept. */
  get #heading() {
    return `${this.#title} · ${answerOf(this.#listening.track)}`;
  }

  /** Plays from a place in the pictures (0 to 1 of their width). */
  listenFrom(part) {
    const { from, to } = this.#held ?? this.#range();
    if (this.#player.isUsable) {
      this.#player.seek(from + part * (to - from));
    }
  }

  dispose() {
    this.#player.dispose();
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
    const to = Math.max(reached, this.#listening.track?.final ? 1 : 3);
    return { from: Math.max(0, to - KEPT_SECONDS), to };
  }

  /** Draws what has changed; to be called for each frame of the screen. */
  draw() {
    const glides = this.#isLive && !this.#held && performance.now() - this.#listening.reachedAt < 1000 * GLIDE_SECONDS + 100;
    const size = `${this.#parts.spectrogram.clientWidth}x${devicePixelRatio}`;
    const changed = this.#drawn !== this.#listening.revision || this.size !== size;
    if (changed || glides) {
      if (this.size !== size) {
        this.drawScale();
      }
      this.size = size;
      this.#drawPictures();
    }
    const { from, to } = this.#held ?? this.#range();
    this.#player.draw(from, to);
    if (changed) {
      this.#drawn = this.#listening.revision;
      this.drawText();
    }
    if (this.#described !== this.#listening.revision && performance.now() - this.#describedAt > DESCRIBED_EVERY_MILLIS) {
      this.#described = this.#listening.revision;
      this.#describedAt = performance.now();
      this.#describe();
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
    drawLoudness(this.#parts.loudness, this.#listening.ring, from, to);
    drawTimes(this.#parts.timesBelow, from, to, this.#isLive);
    this.#drawOn(this.#parts);
  }

  #drawOn({ spectrogram, distribution, times }) {
    const { from, to } = this.#held ?? this.#range();
    const { ring, windows } = this.#listening;
    drawSpectrogram(spectrogram, ring, from, to, scaleOf(this.#model), this.kinds.name);
    drawDistribution(distribution, windows, this.#labels(), from, to);
    drawTimes(times, from, to, this.#isLive);
  }

  drawText() {
    const { track, windows, deleted } = this.#listening;
    const status = this.#status;
    const parts = this.#parts;
    setText(parts.title, this.#title);
    document.title = `${this.#title} – ${text.page.title}`;
    const state = this.#state();
    if (parts.state.dataset.state !== state) {
      parts.state.dataset.state = state;
      parts.state.replaceChildren(stateIcon(state), h('span', {}, text.state[state] ?? state));
    }
    const answered = deleted ? null : track;
    drawAnswer(parts, answered, this.#labels(), { genre: deleted ? words.deleted : this.#waitingFor(), why: deleted ? '' : this.#hint() });
    this.#drawProblem(status);
    drawFacts(parts.facts, factsOf(status, this.#listening, this.#isLive));
    this.#drawLegend();
    drawSongs(parts.songs, parts.songRows, this.#listening.segments);
    this.#findNearest(track);
    this.#statistics.ask(() => (this.#drawn = -1));
    drawChanges(parts.changed, parts.changeRows, track?.timeline ?? []);
    parts.root.classList.toggle('playable', this.#player.isUsable);
    show(parts.now, Boolean(answered) || parts.problem.hidden);
    show(parts.listen, state !== 'FAILED');
    show(parts.save, Boolean(answered));
    show(parts.link, Boolean(answered) || Boolean(status));
    show(parts.spans, this.#isLive);
    show(parts.hold, this.#isLive);
    show(parts.remove, Boolean(status));
    if (!parts.remove.dataset.asked) {
      setText(parts.remove, this.isFollowed ? words.stop : words.remove);
    }
    show(parts.pictures, !deleted && (Boolean(track) || windows.length > 0 || this.#waitingFor() === words.listening));
    show(parts.noPicture, this.#listening.ring.isEmpty);
    setText(parts.noPicture, track?.final ? words.oldPicture : words.noPicture);
  }

  /** Once for each attempt, when all of it has been heard. */
  #findNearest(track) {
    if (track?.final && !track.now && this.#nearestOf !== track.attempt) {
      this.#nearestOf = track.attempt;
      showNearest(this.#parts.near, this.#parts.nearRows, this.streamId, this.#streams);
    }
  }

  #state() {
    const { track, deleted } = this.#listening;
    if (deleted || (this.#missing && !this.#status && !track)) {
      return 'GONE';
    }
    if (this.#status) {
      return stateOf(this.#status, track ?? {});
    }
    const sent = this.#upload && this.#upload.state !== 'done';
    return this.#refused ? 'FAILED' : sent ? 'STARTED' : track?.final ? 'ENDED' : 'CONNECTING';
  }

  /** What there is to say while there is no result. */
  #hint() {
    if (this.#waitingFor() === words.noResult) {
      return this.#missing ? words.gone : '';
    }
    if (this.#waitingFor() !== words.listening) {
      return '';
    }
    const upload = this.#upload;
    return upload?.state === 'sending' ? text.intake.sending(upload.part) : upload?.state === 'waiting' ? text.intake.waiting : words.listeningHint;
  }

  #waitingFor() {
    const status = this.#status;
    if (this.#refused || (this.#missing && !status) || status?.state === 'FAILED' || (status?.state === 'ENDED' && !isFresh(status))) {
      return words.noResult;
    }
    return status?.state === 'ENDED' ? words.classifying : words.listening;
  }

  #drawProblem(status) {
    const { problem } = this.#parts;
    const error = status?.error ?? this.#refused;
    show(problem, Boolean(error));
    show(this.#parts.again, Boolean(this.#refused) && this.#upload.mayRetry);
    if (error) {
      const wait = status?.live?.nextAttemptAt;
      // The services speak English.
      problem.children[1].lang = 'en';
      setText(problem.children[1], error.message ?? '');
      setText(problem.children[2], error.code + (wait ? ` · ${words.nextTry(Math.round((Date.parse(wait) - Date.now()) / 1000))}` : ''));
    }
  }

  /** Which colour is which genre, and what the whole track says, or the window that is pointed at. */
  #drawLegend() {
    const labels = this.#labels();
    const { windows, track } = this.#listening;
    const { from, to } = this.#held ?? this.#range();
    const pointed = this.#crosshair.seconds(from, to);
    const window = pointed === null ? (track?.final && !track.now ? null : windows.at(-1)) : this.#listening.windowAt(pointed);
    const scores = (window ?? track)?.scores ?? {};
    const of = words.legendOf;
    setText(this.#parts.legendOf, pointed !== null && window ? of.at(clock(pointed)) : window ? of.last : track?.now ? words.lastSeconds : track ? of.whole : '');
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
    const { from, to } = this.#range();
    const scale = scaleOf(this.#model);
    const last = this.#listening.windows.at(-1);
    const best = (scores) => Object.entries(scores).slice(0, 3).map(([label, score]) => `${label} ${percent(score)}`).join(text.words.and);
    this.#parts.spectrogram.setAttribute('aria-label', this.kinds.describe(clock(to - Math.max(0, from)), hertz(scale?.lowHertz ?? 0), hertz(scale?.highHertz ?? 0)));
    this.#parts.distribution.setAttribute(
      'aria-label',
      text.pictures.distribution(
        last ? (last.verdict === 'GENRE' ? best(last.scores) : words.verdict[last.verdict]) : words.listening,
        this.#listening.leads().slice(0, 2).map(([label, part]) => `${label} (${percent(part)})`).join(text.words.and),
      ),
    );
  }

  #showKind() {
    this.drawScale();
    this.#drawn = -1;
    this.#described = -1;
    this.#describedAt = -Infinity;
  }

  drawScale() {
    const { map, shown, unit } = this.kinds.kind;
    drawLegend(this.#parts.scale, map);
    [this.#parts.scaleLow, this.#parts.scaleHigh].forEach((end, i) => setText(end, `${shown[i]} ${unit}`.trim()));
    this.#parts.scale.setAttribute('aria-label', text.kinds[this.kinds.name].legend);
  }
}
