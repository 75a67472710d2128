import { genreColour, inkOn } from './colour.js';
import { pattern, prepare, theme } from './picture.js';

// What each window says, stacked over time. A window speaks for the time around its middle.

const LONGEST_STEP_SECONDS = 3;
const LABEL_PIXELS = 17;

export function drawDistribution(canvas, windows, labels, from, to) {
  const { context, width, height } = prepare(canvas);
  const colours = theme();
  const x = (seconds) => ((seconds - from) / (to - from)) * width;
  const spoken = spans(windows).filter((span) => span.to > from && span.from < to);
  const scored = runs(spoken);
  scored.forEach((run) => drawRun(context, run, labels, x, height));
  const dots = pattern(context, 'dots', colours.soft);
  const over = pattern(context, 'lines', colours.ground);
  const alone = pattern(context, 'lines', colours.soft);
  for (const span of spoken) {
    const left = x(span.from);
    const across = x(span.to) - left;
    if (span.window.verdict === 'NO_MUSIC') {
      context.fillStyle = dots;
      context.fillRect(left, 0, across, height);
    } else if (span.window.verdict === 'UNKNOWN') {
      context.globalAlpha = 0.75;
      context.fillStyle = span.isScored ? over : alone;
      context.fillRect(left, 0, across, height);
      context.globalAlpha = 1;
    }
  }
  nameAreas(context, scored, labels, x, width, height);
}

/** The time that each window speaks for: halfway to its neighbours where these are near, else all of it. */
function spans(windows) {
  const middles = windows.map((window) => (window.startSeconds + window.endSeconds) / 2);
  return windows.map((window, i) => {
    const before = i > 0 ? middles[i] - middles[i - 1] : Infinity;
    const after = i + 1 < windows.length ? middles[i + 1] - middles[i] : Infinity;
    return {
      window,
      middle: middles[i],
      from: before < LONGEST_STEP_SECONDS ? middles[i] - before / 2 : window.startSeconds,
      to: after < LONGEST_STEP_SECONDS ? middles[i] + after / 2 : window.endSeconds,
      joins: before < LONGEST_STEP_SECONDS,
      isScored: Object.keys(window.scores).length > 0,
    };
  });
}

/** Windows with scores, one next to the other. */
function runs(spoken) {
  const all = [];
  for (const span of spoken) {
    if (span.isScored && span.window.verdict !== 'NO_MUSIC') {
      const last = all.at(-1);
      if (last && span.joins && last.at(-1).to >= span.from - 0.01) {
        last.push(span);
      } else {
        all.push([span]);
      }
    }
  }
  return all;
}

function drawRun(context, run, labels, x, height) {
  const first = { at: run[0].from, scores: run[0].window.scores };
  const last = { at: run.at(-1).to, scores: run.at(-1).window.scores };
  const points = [first, ...run.map((span) => ({ at: span.middle, scores: span.window.scores })), last];
  const below = new Array(points.length).fill(0);
  labels.forEach((label, index) => {
    context.beginPath();
    points.forEach((point, i) => context.lineTo(x(point.at), height * (1 - below[i])));
    for (let i = points.length - 1; i >= 0; i--) {
      below[i] += points[i].scores[label] ?? 0;
      context.lineTo(x(points[i].at), height * (1 - below[i]));
    }
    context.fillStyle = genreColour(index);
    context.fill();
  });
}

/** Between which parts of the height (0 to 1, from below) a genre's area lies. */
function areaOf(window, labels, index) {
  const low = labels.slice(0, index).reduce((sum, other) => sum + (window.scores[other] ?? 0), 0);
  return { low, high: low + (window.scores[labels[index]] ?? 0), isNamed: window.verdict === 'GENRE' };
}

/** Writes each genre's name where its area is thickest, if it has room there for all of its letters. */
function nameAreas(context, scored, labels, x, width, height) {
  context.font = `600 ${theme().font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  labels.forEach((label, index) => {
    const needed = context.measureText(label).width / 2 + 6;
    let best = null;
    for (const run of scored) {
      const left = Math.max(0, x(run[0].from)) + needed;
      const right = Math.min(width, x(run.at(-1).to)) - needed;
      const areas = run.map((span) => ({ at: x(span.middle), ...areaOf(span.window, labels, index) }));
      for (const { at: centre, isNamed } of areas) {
        if (!isNamed || centre <= left || centre >= right) {
          continue;
        }
        const near = areas.filter(({ at }) => Math.abs(at - centre) <= needed);
        const low = Math.max(...near.map((area) => area.low));
        const part = Math.min(...near.map((area) => area.high)) - low;
        if (part * height > LABEL_PIXELS && (!best || part > best.part)) {
          best = { part, centre, y: height * (1 - low - part / 2) };
        }
      }
    }
    if (best) {
      context.fillStyle = inkOn(genreColour(index));
      context.fillText(label, best.centre, best.y);
    }
  });
}
