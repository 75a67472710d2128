import { answerOf } from './answer.js';
import { genreColour } from './colour.js';
import { h, setText, show } from './dom.js';
import { percent } from './format.js';
import { saveText } from './save.js';
import { text } from './text.js';

// What the files that this page has sent turned out to be, the doubtful ones first.

const words = text.batch;
/** Fewer are seen at once. */
const FEWEST = 2;
/** How a spreadsheet's formula begins. */
const FORMULA = /^[\s"']*[=+@-]/;

export class Batch {
  #intake;
  #streams;
  #labels;
  #rows = h('tbody');
  #byDoubt = h('input', { type: 'checkbox', checked: true, onchange: () => this.draw() });

  /** @param labels gives the model's labels, which give genres their colours */
  constructor(intake, streams, labels) {
    this.#intake = intake;
    this.#streams = streams;
    this.#labels = labels;
    this.element = h(
      'section',
      { className: 'batch', 'aria-labelledby': 'batch-heading', hidden: true },
      h(
        'div',
        { className: 'batch-head' },
        h('h2', { id: 'batch-heading' }, words.heading),
        h('label', {}, this.#byDoubt, words.doubtful),
        h('button', { type: 'button', className: 'quiet', onclick: () => saveText('genres.csv', 'text/csv', this.#csv()) }, words.csv),
      ),
      h(
        'table',
        { 'aria-labelledby': 'batch-heading' },
        h('thead', {}, h('tr', {}, ...Object.values(words.columns).map((column) => h('th', { scope: 'col' }, column)))),
        this.#rows,
      ),
    );
  }

  draw() {
    const files = this.#files();
    show(this.element, files.length >= FEWEST);
    files.forEach((file, i) => drawRow(this.#rows.children[i] ?? this.#rows.appendChild(newRow()), file, this.#labels()));
    while (this.#rows.children.length > files.length) {
      this.#rows.lastChild.remove();
    }
  }

  #files() {
    const files = this.#intake.uploads().map((upload) => ({ upload, result: this.#streams.result(upload.id) }));
    // Those without a genre are in doubt most, and those on their way come last.
    const doubt = ({ upload, result }) => (result?.final || upload.state === 'failed' ? (result?.label ? result.confidence : 0) : 2);
    return this.#byDoubt.checked ? files.sort((a, b) => doubt(a) - doubt(b)) : files;
  }

  #csv() {
    const cell = (value) => `"${String(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
    const rows = this.#files().map(({ upload, result }) => [upload.file.name, result?.label ?? '', result?.label ? result.confidence.toFixed(4) : '', result?.verdict ?? '', upload.problem?.code ?? '', upload.id]);
    return [['file', 'genre', 'confidence', 'verdict', 'error', 'streamId'], ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
  }
}

function newRow() {
  return h('tr', {}, h('th', { scope: 'row' }, h('a')), h('td', {}, h('span', { className: 'swatch' }), h('span')), h('td', {}, h('div', { className: 'batch-sure' }, h('span', { className: 'bar' }, h('span')), h('span'))));
}

function drawRow(row, { upload, result }, labels) {
  const failed = upload.state === 'failed';
  const [name, genre, sure] = row.children;
  const [bar, confidence] = sure.firstChild.children;
  // What is wrong takes the room of both.
  genre.colSpan = failed ? 2 : 1;
  show(sure, !failed);
  name.firstChild.href = `#/streams/${upload.id}`;
  setText(name.firstChild, failed ? upload.file.name : upload.title);
  const colour = result?.label ? genreColour(labels.indexOf(result.label)) : 'transparent';
  genre.firstChild.style.background = colour;
  show(genre.firstChild, Boolean(result?.label));
  setText(genre.lastChild, failed ? upload.problem.message : (result?.label ?? (result?.final ? answerOf(result) : text.state.CLASSIFYING)));
  show(bar, Boolean(result?.label));
  bar.firstChild.style.width = `${100 * (result?.label ? result.confidence : 0)}%`;
  bar.firstChild.style.background = colour;
  setText(confidence, result?.label ? percent(result.confidence) : '');
}
