// Colours that people with any kind of colour vision can tell apart: Okabe and Ito's, then Tol's muted ones. Areas carry
// their names as well.

const GENRES = [
  '#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442', '#332288', '#44aa99', '#882255', '#ddcc77', '#999933',
];

export function genreColour(index) {
  return GENRES[((index % GENRES.length) + GENRES.length) % GENRES.length];
}

/** Black or white, whichever can be read on the colour. */
export function inkOn(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? '#111318' : '#ffffff';
}

function linear(part) {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

// From dark violet over teal to yellow, evenly lighter: lightness alone carries the level.
const STOPS = [
  [0.0, 13, 8, 35], [0.13, 52, 20, 92], [0.28, 62, 60, 134], [0.42, 45, 104, 142], [0.56, 32, 142, 140],
  [0.7, 56, 178, 115], [0.84, 142, 208, 64], [1.0, 252, 236, 70],
];

// From light blue over near black to orange: the hue tells the sign, the lightness how much.
const DIFFERENCE_STOPS = [
  [0.0, 150, 214, 255], [0.25, 34, 120, 186], [0.5, 16, 16, 24], [0.75, 190, 92, 8], [1.0, 255, 206, 128],
];

/** 256 colours of a loudness, as bytes of red, green, blue and opacity. */
export function loudnessMap() {
  return mapOf(STOPS);
}

/** The same of what may be less or more than nothing, which is in the middle. */
export function differenceMap() {
  return mapOf(DIFFERENCE_STOPS);
}

function mapOf(stops) {
  const map = new Uint8ClampedArray(256 * 4);
  for (let level = 0; level < 256; level++) {
    const part = level / 255;
    const above = Math.max(1, stops.findIndex((stop) => stop[0] >= part));
    const [from, to] = [stops[above - 1], stops[above]];
    const between = (part - from[0]) / (to[0] - from[0]);
    for (let channel = 0; channel < 3; channel++) {
      map[4 * level + channel] = from[channel + 1] + between * (to[channel + 1] - from[channel + 1]);
    }
    map[4 * level + 3] = 255;
  }
  return map;
}
