import {el} from './dom.js';

/**
 * Files that a person has chosen, each as `{file, handle}`. A handle, which not all browsers give,
 * leads back to the file after a reload.
 */

const fromFiles = (files) => [...files].map((file) => ({file}));

export const canPick = 'showOpenFilePicker' in window;

/**
 * What the browser's own picker gives; nothing if it was closed.
 *
 * @param {string} accept as an input has it
 */
export async function pick(accept, multiple) {
  const extensions = accept.split(',').filter((type) => type.startsWith('.'));
  const types = [{description: 'Videos', accept: {'video/*': extensions}}];
  try {
    const handles = await showOpenFilePicker({types, multiple});
    return await Promise.all(handles.map(async (handle) => ({handle, file: await handle.getFile()})));
  } catch (reason) {
    if (reason.name === 'AbortError') return [];
    throw reason;
  }
}

/** One file, by whatever the browser has to choose files with. */
export async function pickOne(accept) {
  if (canPick) return (await pick(accept, false))[0];
  return new Promise((resolve) => {
    const input = el('input', {type: 'file', accept});
    input.addEventListener('change', () => resolve(fromFiles(input.files)[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}

/** Folders are left out where the browser can tell them from files. */
export async function dropped(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  // All are asked before the first answer: the drop's data are gone by then.
  const asked = items.map((item) => [item.getAsFile(), item.getAsFileSystemHandle?.().catch(() => undefined)]);
  const all = await Promise.all(asked.map(async ([file, handle]) => ({file, handle: (await handle) ?? undefined})));
  return all.filter(({file, handle}) => file && handle?.kind !== 'directory');
}

export const chosen = (input) => fromFiles(input.files);
