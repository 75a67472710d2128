import { Problem, streamPath } from './api.js';

// Sends files through PUT /v1/streams/{id}, two at a time. By XMLHttpRequest, for fetch does not tell how much was sent.

const AT_ONCE = 2;
const MOST_TRIES = 20;
const AUDIO = /\.(mp3|mp2|flac|wav|wave|ogg|oga|opus|m4a|m4b|mp4|aac|wma|aiff?|au|snd|mka|webm|ape|wv|mpc|ac3)$/i;

export class Uploads {
  #onChange;
  #onStream;
  all = [];

  /**
   * @param onChange is called when something of an upload changes
   * @param onStream is given a stream's state as the service answers it
   */
  constructor(onChange, onStream) {
    this.#onChange = onChange;
    this.#onStream = onStream;
  }

  /**
   * Takes files that look like audio; tells how many it left out.
   *
   * @param title of all; without one each has its file's name
   */
  add(files, title) {
    const audio = files.filter((file) => AUDIO.test(file.name) || file.type.startsWith('audio/'));
    for (const file of audio) {
      const upload = { id: newId(), file, title: title ?? file.name.replace(/\.[^.]+$/, ''), state: 'waiting', part: 0, tries: 0, problem: null, mayRetry: false };
      upload.retry = () => this.#retry(upload);
      this.all.push(upload);
    }
    this.#next();
    return { added: this.all.slice(this.all.length - audio.length), leftOut: files.length - audio.length };
  }

  clear() {
    this.all = this.all.filter((upload) => upload.state !== 'done' && upload.state !== 'failed');
    this.#onChange();
  }

  forget(id) {
    this.all = this.all.filter((upload) => upload.id !== id);
    this.#onChange();
  }

  #retry(upload) {
    Object.assign(upload, { state: 'waiting', part: 0, tries: 0, problem: null });
    this.#next();
  }

  #next() {
    const busy = this.all.filter((upload) => upload.state === 'sending' || upload.state === 'thinking').length;
    this.all
      .filter((upload) => upload.state === 'waiting')
      .slice(0, Math.max(0, AT_ONCE - busy))
      .forEach((upload) => this.#send(upload));
    this.#onChange();
  }

  #send(upload) {
    const request = new XMLHttpRequest();
    const title = upload.title.slice(0, 500);
    request.open('PUT', `${streamPath(upload.id)}?title=${encodeURIComponent(title)}`);
    request.setRequestHeader('Content-Type', upload.file.type || 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      upload.part = event.lengthComputable ? event.loaded / event.total : 0;
      upload.state = upload.part < 1 ? 'sending' : 'thinking';
      this.#onChange();
    };
    request.onload = () => this.#answered(upload, request);
    request.onerror = () => this.#fail(upload, new Problem({ code: 'CONNECTION_LOST', status: 0 }));
    upload.state = 'sending';
    upload.tries++;
    request.send(upload.file);
  }

  #answered(upload, request) {
    const read = request.response ?? {};
    const pause = Number(request.getResponseHeader('Retry-After'));
    if (request.status < 300) {
      upload.state = 'done';
      upload.part = 1;
      this.#onStream(read);
      this.#next();
    } else if (request.status === 503 && pause > 0 && upload.tries < MOST_TRIES) {
      upload.state = 'again';
      upload.pause = pause;
      setTimeout(() => {
        upload.state = 'waiting';
        this.#next();
      }, 1000 * pause);
      this.#next();
    } else {
      this.#fail(upload, new Problem({ code: `HTTP_${request.status}`, detail: request.statusText, ...read, status: request.status }));
    }
  }

  #fail(upload, problem) {
    upload.state = 'failed';
    upload.problem = problem;
    // What is wrong with the file itself is no better the next time.
    upload.mayRetry = !problem.status || problem.status >= 500 || problem.status === 408 || problem.status === 429;
    this.#next();
  }
}

/** An id that nobody else has. crypto.randomUUID is missing where the page is not on localhost or https. */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The files of what was dropped, those in folders too. */
export async function droppedFiles(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) {
    return [...transfer.files];
  }
  const files = [];
  for (const entry of entries) {
    await collect(entry, files);
  }
  return files;
}

async function collect(entry, files) {
  if (entry.isFile) {
    files.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
    return;
  }
  const reader = entry.createReader();
  // A reader gives a hundred at a time, and none at the end.
  for (let some = await batch(reader); some.length; some = await batch(reader)) {
    for (const inner of some) {
      await collect(inner, files);
    }
  }
}

const batch = (reader) => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
