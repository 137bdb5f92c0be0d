import {el} from './dom.js';

/** Asks a person in a dialog; resolves to whether they want it done. */
export function confirmed(question, action) {
  const dialog = el('dialog', {'aria-label': question},
    el('form', {method: 'dialog'},
      el('p', {}, question),
      el('div', {class: 'actions'},
        el('button', {value: 'no', autofocus: ''}, 'Keep it'),
        el('button', {value: 'yes', class: 'grave'}, action))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
