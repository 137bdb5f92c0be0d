/** Uploads that this browser has begun and not ended. They outlive the page, the tab and the browser. */

const STORE = 'uploads';
let database;

const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function open() {
  const request = indexedDB.open('vitascope', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, {keyPath: 'id'});
  return answer(request);
}

/** Some browsers have no store in private windows: what is begun there ends with the page. */
async function ask(mode, question) {
  try {
    database ??= open();
    return await answer(question((await database).transaction(STORE, mode).objectStore(STORE)));
  } catch {
    return undefined;
  }
}

/**
 * @typedef {object} KeptUpload
 * @property {string} id of the video
 * @property {string} name what the list calls it
 * @property {number} size of the file, in bytes
 * @property {string} fingerprint of the file
 * @property {FileSystemFileHandle} [handle] the way back to the file, where the browser gave one
 */

/** @returns {Promise<KeptUpload[]>} */
export const all = async () => (await ask('readonly', (store) => store.getAll())) ?? [];
export const has = async (id) => (await ask('readonly', (store) => store.count(id))) > 0;
export const keep = (upload) => ask('readwrite', (store) => store.put(upload));
export const forget = (id) => ask('readwrite', (store) => store.delete(id));
