import { h, setText } from './dom.js';
import { text } from './text.js';

// Asks for the key where the service wants one, once for all who wait, and has it changed into a cookie that no script sees.

const SESSION = '/v1/session';
const words = text.door;
let asking = null;

/** As fetch, but for an answer that asks for a key: then again with it. */
export async function fetchWithKey(path, options) {
  for (;;) {
    const response = await fetch(path, options);
    if (response.status !== 401) {
      return response;
    }
    await response.body?.cancel();
    await (asking ??= ask().finally(() => (asking = null)));
    options?.signal?.throwIfAborted();
  }
}

/** Until there is a key that the service knows: without one there is nothing to see. */
function ask() {
  return new Promise((resolve) => {
    const key = h('input', { type: 'password', id: 'key', autocomplete: 'off', spellcheck: false, required: true });
    const trouble = h('p', { role: 'alert' });
    const enter = async (event) => {
      event.preventDefault();
      const response = await fetch(SESSION, { method: 'POST', headers: { Authorization: `Bearer ${key.value.trim()}` } }).catch(() => null);
      if (response?.ok) {
        dialog.close();
        dialog.remove();
        resolve();
      } else {
        setText(trouble, response ? words.unknown : words.lost);
        key.select();
      }
    };
    const dialog = h(
      'dialog',
      { className: 'door', 'aria-labelledby': 'door-heading', oncancel: (event) => event.preventDefault() },
      h('form', { onsubmit: enter }, h('h2', { id: 'door-heading' }, words.heading), h('label', { for: 'key' }, words.key), key, trouble, h('button', { type: 'submit' }, words.enter)),
    );
    document.body.append(dialog);
    dialog.showModal();
    key.focus();
  });
}
