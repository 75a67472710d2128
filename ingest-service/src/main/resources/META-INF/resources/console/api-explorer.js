import { h } from './dom.js';
import { text } from './text.js';

// The API explorer: Swagger UI, which Maven brings, over the documents of both services.

const DOCUMENTS = { ingest: '/q/openapi?format=json', results: '/results/openapi?format=json' };
const words = text.explorer;
const main = document.querySelector('main');
const choices = Object.entries(words.documents).map(([name, label]) => [name, h('a', { href: `#${name}` }, label)]);

document.documentElement.lang = text.language;
document.title = `${words.title} – ${text.page.title}`;
document.querySelector('nav').setAttribute('aria-label', words.title);
document.querySelector('nav').append(...choices.map(([, link]) => link));
if (localStorage.getItem('theme')) {
  document.documentElement.dataset.theme = localStorage.getItem('theme');
}
addEventListener('hashchange', open);
open();

/** Shows the document that the address names. */
function open() {
  const chosen = location.hash.slice(1) in DOCUMENTS ? location.hash.slice(1) : 'ingest';
  choices.forEach(([name, link]) => (name === chosen ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current')));
  const explorer = h('div');
  main.replaceChildren(h('h1', { className: 'unseen' }, words.documents[chosen]), explorer);
  // Nothing is asked of anybody else: no validator, and no servers but this one.
  SwaggerUIBundle({ url: DOCUMENTS[chosen], domNode: explorer, validatorUrl: null, deepLinking: false, docExpansion: 'list', defaultModelsExpandDepth: 0 });
}
