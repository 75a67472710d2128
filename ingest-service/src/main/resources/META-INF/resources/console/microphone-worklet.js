// Runs beside the sound: gathers a tenth of a second of samples and hands them over as PCM of 16 bits.

const LENGTH = Math.round(sampleRate / 10);

class Gatherer extends AudioWorkletProcessor {
  #samples = new Int16Array(LENGTH);
  #count = 0;
  #peak = 0;

  process([[channel]]) {
    for (const sample of channel ?? []) {
      this.#peak = Math.max(this.#peak, Math.abs(sample));
      this.#samples[this.#count++] = Math.max(-1, Math.min(1, sample)) * 32_767;
      if (this.#count === LENGTH) {
        this.#handOver();
      }
    }
    return true;
  }

  #handOver() {
    const pcm = this.#samples.buffer;
    this.port.postMessage({ pcm, peak: this.#peak }, [pcm]);
    this.#samples = new Int16Array(LENGTH);
    this.#count = 0;
    this.#peak = 0;
  }
}

registerProcessor('gatherer', Gatherer);
