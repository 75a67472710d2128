// Three sounds to try, made here: mono, 16 bits, 22,050 Hz.

const RATE = 22_050;

/** A wav file of one of the sounds. */
export function example(name) {
  const samples = { beat, chords, hum }[name]();
  return new File([wav(samples)], `${name}.wav`, { type: 'audio/wav' });
}

function beat() {
  const out = new Float32Array(16 * RATE);
  const step = Math.round((60 / 124 / 4) * RATE);
  const bass = [55, 55, 82.4, 55, 65.4, 65.4, 98, 82.4];
  for (let i = 0; i * step < out.length; i++) {
    if (i % 4 === 0) {
      add(out, i * step, 0.3, (t) => 0.8 * Math.exp(-14 * t) * Math.sin(2 * Math.PI * (48 * t + (90 / 28) * (1 - Math.exp(-28 * t)))));
    }
    if (i % 8 === 4) {
      add(out, i * step, 0.2, (t) => 0.35 * Math.exp(-18 * t) * noise());
    }
    add(out, i * step, 0.06, (t) => (i % 4 === 2 ? 0.22 : 0.09) * Math.exp(-60 * t) * noise());
    const note = bass[Math.floor(i / 4) % bass.length];
    if (i % 4 !== 0) {
      add(out, i * step, 0.12, (t) => 0.25 * Math.exp(-9 * t) * saw(note * t));
    }
  }
  return out;
}

function chords() {
  const out = new Float32Array(16 * RATE);
  const bars = [[220, 261.6, 329.6], [174.6, 220, 261.6], [130.8, 196, 329.6], [196, 246.9, 293.7]];
  bars.forEach((notes, bar) => {
    notes.forEach((note, voice) => {
      for (let strike = 0; strike < 4; strike++) {
        const at = Math.round((4 * bar + strike + 0.06 * voice) * RATE);
        add(out, at, 1.4, (t) => 0.16 * Math.min(1, 40 * t) * Math.exp(-2.2 * t) * partials(note * t));
      }
    });
  });
  return out;
}

function hum() {
  const out = new Float32Array(12 * RATE);
  add(out, 0, 12, (t) => 0.3 * Math.sin(2 * Math.PI * 100 * t) + 0.12 * Math.sin(2 * Math.PI * 200 * t) + 0.01 * noise());
  return out;
}

function add(out, at, seconds, voice) {
  const end = Math.min(out.length, at + Math.round(seconds * RATE));
  for (let i = at; i < end; i++) {
    out[i] += voice((i - at) / RATE);
  }
}

const noise = () => 2 * Math.random() - 1;
const saw = (turns) => 2 * (turns % 1) - 1;
const partials = (turns) => [1, 0.5, 0.3, 0.12].reduce((sum, level, n) => sum + level * Math.sin(2 * Math.PI * (n + 1) * turns), 0);

function wav(samples) {
  const view = new DataView(new ArrayBuffer(44 + 2 * samples.length));
  const word = (at, letters) => [...letters].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  word(0, 'RIFF');
  view.setUint32(4, 36 + 2 * samples.length, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, 2 * RATE, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, i) => view.setInt16(44 + 2 * i, Math.max(-1, Math.min(1, sample)) * 32_767, true));
  return view.buffer;
}
