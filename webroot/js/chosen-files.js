import {el} from './dom.js';

/**
 * Files that a person has chosen, each as `{file, handle}`. A handle, which not all browsers give,
 * leads back to the file after a reload.
 */

const fromFiles = (files) => [...files].map((file) => ({file}));

const fromHandles = (handles) => Promise.all(handles.map(async (handle) => ({handle, file: await handle.getFile()})));

export const canPick = 'showOpenFilePicker' in window;

/** What the browser's own picker gives; nothing if it was closed. */
export async function pick(multiple) {
  try {
    return await fromHandles(await showOpenFilePicker({multiple}));
  } catch (reason) {
    if (reason.name === 'AbortError') return [];
    throw reason;
  }
}

/** One file, by whatever the browser has to choose files with. */
export async function pickOne() {
  if (canPick) return (await pick(false))[0];
  return new Promise((resolve) => {
    const input = el('input', {type: 'file'});
    input.addEventListener('change', () => resolve(fromFiles(input.files)[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}

/** Folders are left out where the browser can tell them from files. */
export async function dropped(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  if (!items[0]?.getAsFileSystemHandle) return fromFiles(transfer.files);
  // All are asked before the first answer: the drop's data are gone by then.
  const handles = await Promise.all(items.map((item) => item.getAsFileSystemHandle()));
  return fromHandles(handles.filter((handle) => handle?.kind === 'file'));
}

export const chosen = (input) => fromFiles(input.files);
