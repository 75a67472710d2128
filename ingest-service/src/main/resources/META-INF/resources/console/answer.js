import { genreColour } from './colour.js';
import { setText, show } from './dom.js';
import { percent } from './format.js';
import { text } from './text.js';

// What a stream is now, in large letters: its genre, how sure that is, and what else it might be.

const words = text.stream;
/** From here on a genre is more likely than all others together. */
const LIKELY = 0.5;

/**
 * @param parts elements to write to
 * @param track the result, null while there is none
 * @param labels of the model, which give genres their colours
 * @param otherwise what to say while there is no result
 */
export function drawAnswer(parts, track, labels, otherwise) {
  const said = track ? saidOf(track) : otherwise;
  setText(parts.genre, said.genre);
  setText(parts.sure, said.why);
  setText(parts.confidence, track?.label ? percent(track.confidence) : '');
  setText(parts.scope, track ? scopeOf(track) : '');
  parts.now.dataset.verdict = track?.verdict ?? 'NONE';
  parts.now.classList.toggle('unsure', track?.label != null && track.confidence < LIKELY);
  parts.now.style.setProperty('--genre', track?.label ? genreColour(labels.indexOf(track.label)) : 'transparent');
  const best = Object.entries(track?.scores ?? {}).slice(0, 3);
  show(parts.top, best.length > 0);
  best.forEach(([label, score], i) => {
    const [name, bar, part] = parts.top.children[i].children;
    setText(name, label);
    bar.firstChild.style.width = `${100 * score}%`;
    bar.firstChild.style.background = genreColour(labels.indexOf(label));
    setText(part, percent(score));
  });
}

/** A result in a few words: its genre and how sure that is, or that there is none. */
export function answerOf(result) {
  return result.label ? `${result.label} ${percent(result.confidence)}` : (words.verdict[result.verdict] ?? '');
}

function saidOf(track) {
  return track.label
    ? { genre: track.label, why: words.sure(track.confidence) }
    : { genre: words.verdict[track.verdict], why: words.because[track.reason] ?? track.reason ?? '' };
}

function scopeOf(track) {
  const heard = track.now ? words.lastSeconds : words.whole;
  return track.final ? `${heard}, ${words.final}` : track.now ? heard : `${heard} ${words.soFar}`;
}
