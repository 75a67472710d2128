import { answerOf } from './answer.js';
import { api } from './api.js';
import { h, setText, show } from './dom.js';
import { example } from './examples.js';
import { MicrophonePanel } from './microphone-panel.js';
import { text } from './text.js';
import { droppedFiles, Uploads } from './uploads.js';

// Where music comes in: files, folders, addresses, the microphone.

const MOST_SHOWN = 30;

export class Intake {
  #open;
  #streams;
  #brought = new Set();
  #uploads;
  #note = h('p', { className: 'note', role: 'status' });
  #queue = h('div', { className: 'queue', hidden: true });
  #rows = new Map();
  #address = h('input', { type: 'text', inputMode: 'url', id: 'address', name: 'address', placeholder: 'https://…', required: true, autocomplete: 'off', spellcheck: false });
  #follow = h('button', { type: 'submit' }, text.intake.follow);
  #problem = h('div', { className: 'problem', role: 'alert', hidden: true });

  /**
   * @param open shows a stream
   * @param onChange is called when something of an upload changes
   */
  constructor(streams, open, onChange) {
    this.#streams = streams;
    this.#open = open;
    this.#uploads = new Uploads(onChange, (stream) => streams.put(stream));
    const files = h('input', { type: 'file', id: 'files', className: 'unseen', multiple: true, onchange: (event) => this.#choose(event) });
    const folder = h('input', { type: 'file', id: 'folder', className: 'unseen', onchange: (event) => this.#choose(event) });
    folder.webkitdirectory = true;
    this.element = h(
      'section',
      { className: 'intake', 'aria-labelledby': 'intake-heading' },
      h('h2', { id: 'intake-heading', className: 'unseen' }, text.intake.heading),
      h(
        'div',
        { className: 'drop' },
        h('p', {}, h('strong', {}, text.intake.drop), h('span', {}, text.intake.dropHint)),
        h('div', { className: 'choose' }, files, h('label', { for: 'files' }, text.intake.files), folder, h('label', { for: 'folder' }, text.intake.folder)),
      ),
      h(
        'form',
        { className: 'address', noValidate: true, onsubmit: (event) => this.#submit(event) },
        h('label', { for: 'address' }, text.intake.address),
        h('div', { className: 'joined' }, this.#address, this.#follow),
        this.#problem,
      ),
      new MicrophonePanel((id) => this.#bring(id)).element,
      this.#note,
      this.#queue,
    );
    // What was refused was another address.
    this.#address.addEventListener('input', () => show(this.#problem, false));
    this.#takeDrops();
  }

  /** Hears one of the sounds that the page makes. */
  hear(name) {
    this.#take([example(name)], text.welcome.sounds[name].name);
  }

  /** The stream was deleted. */
  forget(id) {
    this.#brought.delete(id);
    this.#uploads.forget(id);
  }

  /** Whether this page has asked for the stream, of which the service may not know yet. */
  isBringing(id) {
    return this.#brought.has(id);
  }

  /** Whether there are uploads that leaving the page would break off. */
  get isSending() {
    return this.#uploads.all.some((upload) => upload.state !== 'done' && upload.state !== 'failed');
  }

  #bring(id) {
    this.#brought.add(id);
    this.#open(id);
  }

  /** The upload that is to become a stream, if this page sends it. */
  uploadOf(id) {
    return this.#uploads.all.find((upload) => upload.id === id);
  }

  /** Anywhere on the page. */
  #takeDrops() {
    let depth = 0;
    const over = (event, step) => {
      event.preventDefault();
      depth = Math.max(0, depth + step);
      document.body.classList.toggle('dropping', depth > 0);
    };
    document.addEventListener('dragenter', (event) => over(event, 1));
    document.addEventListener('dragleave', (event) => over(event, -1));
    document.addEventListener('dragover', (event) => event.preventDefault());
    document.addEventListener('drop', async (event) => {
      over(event, -depth);
      this.#take(await droppedFiles(event.dataTransfer));
    });
  }

  #choose(event) {
    this.#take([...event.target.files]);
    event.target.value = '';
  }

  #take(files, title) {
    const { added, leftOut } = this.#uploads.add(files, title);
    setText(this.#note, added.length === 0 ? text.intake.noMusic : leftOut ? text.intake.leftOut(leftOut) : '');
    if (added.length === 1) {
      this.#bring(added[0].id);
    }
  }

  async #submit(event, probe = true) {
    event?.preventDefault();
    const address = withScheme(this.#address.value.trim());
    if (!/^https?:\/\/[^\s/]+\S*$/i.test(address)) {
      this.#refuse(new Error(text.intake.badAddress));
      return;
    }
    show(this.#problem, false);
    this.#follow.disabled = true;
    setText(this.#follow, text.intake.following);
    try {
      const id = idOf(address);
      await api.follow(id, { url: address }, probe);
      this.#address.value = '';
      this.#bring(id);
    } catch (problem) {
      this.#refuse(problem, probe);
    } finally {
      this.#follow.disabled = false;
      setText(this.#follow, text.intake.follow);
    }
  }

  #refuse(problem, wasProbed = false) {
    const unreachable = ['SOURCE_OFF_AIR', 'SOURCE_UNREACHABLE', 'SOURCE_STALLED'].includes(problem.code);
    const parts = [h('p', { lang: problem.code ? 'en' : '' }, problem.message)];
    if (problem.code) {
      parts.push(h('p', { className: 'code' }, problem.code));
    }
    if (wasProbed && unreachable) {
      parts.push(h('button', { type: 'button', className: 'quiet', onclick: () => this.#submit(null, false) }, text.intake.addAnyway));
    }
    this.#problem.replaceChildren(...parts);
    show(this.#problem, true);
    this.#address.focus();
  }

  /** In the order in which they were given. */
  uploads() {
    return [...this.#uploads.all];
  }

  /** Ids of the uploads of which all has been sent and no final result is known yet. */
  unclassified() {
    return this.#uploads.all.filter(({ id, state }) => state === 'done' && !this.#streams.result(id)?.final).map(({ id }) => id);
  }

  draw() {
    const all = this.#uploads.all;
    const isDone = (upload) => upload.state === 'done';
    // Of a whole folder those that matter: what is on its way and what went wrong.
    const shown = [...all.filter((upload) => !isDone(upload)), ...all.filter(isDone).reverse()].slice(0, MOST_SHOWN);
    show(this.#queue, all.length > 0);
    for (const [upload, row] of this.#rows) {
      if (!shown.includes(upload)) {
        row.element.remove();
        this.#rows.delete(upload);
      }
    }
    if (!this.#queue.firstChild) {
      this.#queue.append(
        h(
          'div',
          { className: 'queue-head' },
          h('h3', {}, text.intake.queue),
          h('p', { role: 'status' }),
          h('button', { type: 'button', className: 'quiet', onclick: () => this.#uploads.clear() }, text.intake.clear),
        ),
        h('ul', {}),
        h('p', { className: 'small' }, h('a', { href: '#/' }, text.intake.results)),
      );
    }
    setText(this.#queue.querySelector('[role=status]'), text.intake.summary(all.filter(({ id }) => this.#streams.result(id)?.final).length, all.filter((upload) => upload.state === 'failed').length, all.length));
    show(this.#queue.lastChild, all.length > 1);
    const list = this.#queue.querySelector('ul');
    shown.forEach((upload, i) => {
      if (!this.#rows.has(upload)) {
        this.#rows.set(upload, new UploadRow(upload, this.#streams));
      }
      const row = this.#rows.get(upload);
      if (list.children[i] !== row.element) {
        list.insertBefore(row.element, list.children[i] ?? null);
      }
      row.draw();
    });
  }
}

class UploadRow {
  #upload;
  #streams;
  #bar;
  #state = h('span', { className: 'upload-state' });
  #again;
  #name = h('a');

  constructor(upload, streams) {
    this.#upload = upload;
    this.#streams = streams;
    this.#name.href = `#/streams/${upload.id}`;
    this.#bar = h('progress', { max: 1, value: 0, 'aria-label': upload.title });
    this.#again = h('button', { type: 'button', className: 'quiet', onclick: () => upload.retry() }, text.intake.retry);
    this.element = h('li', {}, this.#name, this.#bar, this.#state, this.#again);
  }

  draw() {
    const { state, part, problem, pause, title, file, mayRetry } = this.#upload;
    const result = this.#streams.result(this.#upload.id);
    this.element.dataset.state = state;
    setText(this.#name, state === 'failed' ? file.name : title);
    this.#bar.value = part;
    show(this.#bar, state === 'sending' || state === 'thinking');
    show(this.#again, state === 'failed' && mayRetry);
    const said = {
      waiting: text.intake.waiting,
      sending: text.intake.sending(part),
      thinking: text.intake.thinking,
      again: text.intake.again(pause),
      done: result?.final ? answerOf(result) : text.state.CLASSIFYING,
      failed: problem && `${problem.code === 'CONNECTION_LOST' ? text.intake.lost : problem.message} (${problem.code})`,
    };
    this.#state.lang = state === 'failed' && problem.code !== 'CONNECTION_LOST' ? 'en' : '';
    setText(this.#state, said[state] ?? '');
  }
}

/** As people write addresses: where no scheme is given it is http, as in a browser. */
function withScheme(address) {
  return /^[^\s/?#]*[.:][^\s]*$/.test(address) && !/^[a-z][a-z0-9+.-]*:(?![0-9])/i.test(address) ? `http://${address}` : address;
}

/** The same for the same address, of the characters that an id may have. */
function idOf(address) {
  const name = address
    .replace(/^https?:\/\//i, '')
    .replace(/[?#].*$/, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  return name.slice(0, 120) || 'radio';
}
