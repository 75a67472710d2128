import { Problem } from './api.js';

// Sends what the microphone hears over /v1/streams/live, as docs/push.md has it.

/** Why there can be no microphone, before one is asked for; null if there may be one. */
export function obstacle() {
  return !isSecureContext ? 'INSECURE_ORIGIN' : !navigator.mediaDevices?.getUserMedia || !window.AudioWorkletNode ? 'UNSUPPORTED' : null;
}

export class Microphone {
  #onChange;
  #streamId;
  #track = null;
  #context = null;
  #socket = null;
  #credit = 0;
  /** idle, asking, connecting, on, ending */
  state = 'idle';
  /** Highest sample of the last tenth of a second (0 to 1). */
  peak = 0;
  /** Audio that the service had no room for (s). */
  droppedSeconds = 0;
  problem = null;

  /** @param onChange is called when something of this changes */
  constructor(streamId, onChange) {
    this.#streamId = streamId;
    this.#onChange = onChange;
  }

  get streamId() {
    return this.#streamId;
  }

  /** To be called by a click, for browsers let nothing else make a sound's context. */
  async start(title) {
    try {
      this.#be('asking');
      // As it sounds, and not as a voice is to sound.
      const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
      const stream = await navigator.mediaDevices.getUserMedia({ audio: plain });
      this.#track = stream.getAudioTracks()[0];
      this.#track.addEventListener('ended', () => this.#fail(new Problem({ code: 'MICROPHONE_GONE' })));
      this.#be('connecting');
      this.#context = new AudioContext();
      this.#context.addEventListener('statechange', () => this.#resume());
      await this.#context.audioWorklet.addModule('/console/microphone-worklet.js');
      const gatherer = new AudioWorkletNode(this.#context, 'gatherer', { channelCount: 1, channelCountMode: 'explicit' });
      gatherer.port.onmessage = ({ data }) => this.#send(data);
      // What leads nowhere is not run; nothing comes out of it.
      this.#context.createMediaStreamSource(stream).connect(gatherer).connect(this.#context.destination);
      await this.#resume();
      this.#connect(title);
    } catch (fault) {
      this.#fail(new Problem({ code: fault.name, detail: fault.message }));
    }
  }

  /** Ends the stream; its final result comes. */
  stop() {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#be('ending');
      this.#socket.send(JSON.stringify({ type: 'end' }));
    }
    this.#release();
  }

  #connect(title) {
    const socket = new WebSocket(new URL('/v1/streams/live', location.href.replace(/^http/, 'ws')));
    socket.onopen = () =>
      socket.send(JSON.stringify({ type: 'hello', format: 's16le', rate: this.#context.sampleRate, channels: 1, streamId: this.#streamId, title }));
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    socket.onclose = () => {
      if (this.state !== 'idle') {
        this.#fail(new Problem({ code: 'CONNECTION_LOST' }));
      }
    };
    this.#socket = socket;
  }

  #hear(message) {
    switch (message.type) {
      case 'started':
        this.#credit = message.credit;
        this.#be('on');
        break;
      case 'credit':
        this.#credit += message.bytes;
        break;
      case 'ended':
        this.#be('idle');
        break;
      case 'error':
        this.#fail(new Problem(message));
        break;
    }
  }

  /** A microphone cannot wait: what there is no credit for is dropped. */
  #send({ pcm, peak }) {
    if (this.state !== 'on') {
      return;
    }
    this.peak = peak;
    if (pcm.byteLength <= this.#credit) {
      this.#credit -= pcm.byteLength;
      this.#socket.send(pcm);
    } else {
      this.droppedSeconds += pcm.byteLength / 2 / this.#context.sampleRate;
    }
    this.#onChange();
  }

  /** Phones interrupt a sound for a call, and do not go on by themselves. */
  async #resume() {
    if (this.#context?.state === 'suspended' || this.#context?.state === 'interrupted') {
      await this.#context.resume();
    }
  }

  #fail(problem) {
    this.problem = problem;
    this.#release();
    this.#be('idle');
    this.#socket?.close();
  }

  #release() {
    this.#track?.stop();
    this.#context?.close();
    this.#track = null;
    this.#context = null;
  }

  #be(state) {
    this.state = state;
    this.#onChange();
  }
}
