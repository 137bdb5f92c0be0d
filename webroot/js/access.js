import {el} from './dom.js';

/** Who this page is to a server that asks: the token that a person gave, kept until the tab is closed. */

const KEY = 'vitascope.token';

let asking;

/** The headers of a call, of HTTP or of the event bus. */
export function shown() {
  const token = sessionStorage.getItem(KEY);
  return token ? {authorization: `Bearer ${token}`} : {};
}

/** Asks for a token, once however many calls were refused. Resolves when there is one. */
export function ask() {
  asking ??= dialog().finally(() => (asking = undefined));
  return asking;
}

async function dialog() {
  const token = el('input', {type: 'password', name: 'token', required: '', autocomplete: 'current-password', autofocus: ''});
  const form = el('form', {method: 'dialog'},
    el('p', {}, sessionStorage.getItem(KEY) ? 'This server does not know that token.' : 'This server asks who you are.'),
    el('label', {}, 'Token ', token),
    el('div', {class: 'actions'}, el('button', {}, 'Go on')));
  const box = el('dialog', {'aria-label': 'Who you are', oncancel: (event) => event.preventDefault()}, form);
  document.body.append(box);
  box.showModal();
  await new Promise((resolve) => box.addEventListener('close', resolve));
  sessionStorage.setItem(KEY, token.value.trim());
  box.remove();
}
