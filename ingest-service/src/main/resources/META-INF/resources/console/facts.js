import { setText, show } from './dom.js';
import { clock } from './format.js';
import { numbers, text } from './text.js';

// What is told of a stream in figures and names.

const MOST_BEHIND_SECONDS = 3_600;

/** By name, each fact in words; null for what is not known or says nothing. */
export function factsOf(status, listening, isLive) {
  const { track, reached } = listening;
  const behind = isLive ? listening.behind(Date.now()) : null;
  const took = status?.state === 'ENDED' ? (Date.parse(status.updatedAt) - Date.parse(status.startedAt)) / 1000 : 0;
  const heard = Math.max(track?.seconds ?? 0, status?.seconds ?? 0, reached);
  return {
    playing: status?.live?.nowPlaying,
    station: status?.live?.station,
    heard: heard ? clock(heard) : null,
    behind: behind === null || behind > MOST_BEHIND_SECONDS ? null : `${numbers.number(behind, 1)} s`,
    pace: took > 0 && !status.live ? text.stream.pace(status.seconds / took) : null,
    tempo: listening.statistics?.tempo ? text.stream.tempo(listening.statistics.tempo) : null,
    windows: track ? numbers.number(track.windows) : null,
    format: status?.format,
    reconnects: status?.live?.reconnects || null,
    dropped: status?.live?.droppedSeconds ? `${numbers.number(status.live.droppedSeconds, 1)} s` : null,
    model: track?.model.name ? `${track.model.name} ${track.model.version}` : null,
  };
}

export function drawFacts(elements, facts) {
  for (const [name, element] of Object.entries(elements)) {
    show(element, Boolean(facts[name]));
    setText(element.lastChild, String(facts[name] ?? ''));
  }
}
