// Where a frequency lies among mel bands.

const SLANEY_BREAK_HZ = 1000;
const SLANEY_LINEAR_HZ = 200 / 3;
const SLANEY_STEP = Math.log(6.4) / 27;

const SCALES = {
  slaney: (hertz) =>
    hertz < SLANEY_BREAK_HZ
      ? hertz / SLANEY_LINEAR_HZ
      : SLANEY_BREAK_HZ / SLANEY_LINEAR_HZ + Math.log(hertz / SLANEY_BREAK_HZ) / SLANEY_STEP,
  htk: (hertz) => 2595 * Math.log10(1 + hertz / 700),
};

export class MelScale {
  #mel;
  #low;
  #high;

  constructor(name, lowHertz, highHertz) {
    this.#mel = SCALES[name] ?? SCALES.slaney;
    this.lowHertz = lowHertz;
    this.highHertz = highHertz;
    this.#low = this.#mel(lowHertz);
    this.#high = this.#mel(highHertz);
  }

  /** Reads "rate=22050 … mel=slaney … fmin=0 fmax=11025 …". */
  static of(frontEnd) {
    const pairs = new Map(frontEnd.split(/\s+/).map((pair) => pair.split('=')));
    return new MelScale(pairs.get('mel'), Number(pairs.get('fmin')), Number(pairs.get('fmax')));
  }

  /** 0 at the lowest band's foot, 1 at the highest one's. */
  part(hertz) {
    return (this.#mel(hertz) - this.#low) / (this.#high - this.#low);
  }
}
