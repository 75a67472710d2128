import { differenceMap, loudnessMap } from './colour.js';

// What the service measures of each frame and the page can draw: where it is in an event, and which colours it has.

const NOTES = ['C', '', 'D', '', 'E', 'F', '', 'G', '', 'A', '', 'B'];
const MARKED_COEFFICIENTS = [1, 5, 10, 15];

/**
 * By name: columns of a frame, the first that is drawn, the levels in Base64, what the lowest and the highest level stand
 * for, which part of that is drawn, in which colours, and what is written beside the rows of so many.
 */
export const KINDS = {
  logMel: {
    columns: (event) => event.bands,
    first: 0,
    levels: (event) => event.logMel,
    range: (event) => [event.lowDb, event.highDb],
    shown: [-70, 35],
    unit: 'dB',
    map: loudnessMap(),
  },
  // Without coefficient 0, which is the level again.
  mfcc: {
    columns: (event) => event.coefficients,
    first: 1,
    levels: (event) => event.mfcc,
    range: (event) => [event.mfccLowDb, event.mfccHighDb],
    shown: [-80, 80],
    unit: 'dB',
    map: differenceMap(),
    marks: (rows) => MARKED_COEFFICIENTS.filter((coefficient) => coefficient <= rows).map((coefficient) => ({ part: (coefficient - 0.5) / rows, label: String(coefficient) })),
  },
  chroma: {
    columns: () => NOTES.length,
    first: 0,
    levels: (event) => event.chroma,
    range: () => [0, 1],
    shown: [0, 1],
    unit: '',
    map: loudnessMap(),
    marks: (rows) => NOTES.map((label, note) => ({ part: (note + 0.5) / rows, label })).filter((mark) => mark.label),
  },
};
