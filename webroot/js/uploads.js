import * as api from './api.js';
import {pickOne} from './chosen-files.js';
import {confirmed} from './confirm.js';
import {announce} from './dom.js';
import {fingerprint} from './fingerprint.js';
import * as kept from './kept-uploads.js';
import {UploadCard} from './upload-card.js';

/** Runs the work in one tab at a time; tabs that close let the next one in. */
const alone = (id, work) => (navigator.locks ? navigator.locks.request(`upload.${id}`, work) : work());

/** The server knows nothing of the upload, or has given it up. */
const gone = (problem) => [404, 410].includes(problem.status);

/** The uploads of this page: those it begins, and those that were begun before and not ended. */
export class Uploads {
  #list;
  #accept;
  #all = new Set();

  /** @param {string} accept the types of files, as an input has them */
  constructor(list, accept) {
    this.#list = list;
    this.#accept = accept;
  }

  /** As {@link UploadCard}s. */
  get all() {
    return [...this.#all];
  }

  /** Goes on with uploads that stand still and began with one of these files; the others are new videos. */
  async take(files, words) {
    const marked = files.map(async (chosen) => ({...chosen, mark: await fingerprint(chosen.file).catch((unread) => unread)}));
    for (const chosen of (await Promise.all(marked)).reverse()) this.#takeOne(chosen, words);
  }

  #takeOne({file, handle, mark}, words) {
    const resting = this.all.find((upload) => upload.id && !upload.sending && upload.fingerprint === mark);
    if (resting) {
      this.#goOn(resting, file, words);
      return;
    }
    const name = words.title ?? file.name.replace(/(.)\.[^.]*$/, '$1');
    const card = this.#list.add(name);
    if (mark instanceof Error) card.showFailure(`${file.name} cannot be read: ${mark.message}`);
    else this.#begin(card, name, {file, handle, words, fingerprint: mark});
  }

  /** It may have been begun as a public one. */
  async #goOn(upload, file, {visibility}) {
    try {
      if (visibility) await api.edit(upload.id, {visibility});
      await upload.resume(file);
    } catch (problem) {
      upload.rest(problem.message);
    }
  }

  /** Shows what was begun before, as soon as no other tab has it in hand. */
  async restore() {
    for (const upload of await kept.all()) alone(upload.id, () => this.#bringBack(upload));
  }

  #begin(card, name, of) {
    const {file: {size}, handle, fingerprint: mark} = of;
    const {upload, over} = this.#add(card, name, of, (id) => {
      this.#list.adopt(card, id, name);
      kept.keep({id, name, size, handle, fingerprint: mark});
      alone(id, () => over);
    });
    upload.run();
  }

  async #bringBack(of) {
    if (!(await kept.has(of.id))) return;
    const found = await api.uploadState(of.id).catch((problem) => problem);
    if (found.complete || gone(found)) {
      kept.forget(of.id);
      return;
    }
    const card = this.#list.add(of.name);
    this.#list.adopt(card, of.id, of.name);
    const {upload, over} = this.#add(card, of.name, of);
    upload.look().catch((problem) => upload.rest(problem.message));
    await over;
  }

  /** The upload, and a promise that holds the lock on it until it is over. */
  #add(card, name, of, opened) {
    let end;
    const over = new Promise((resolve) => {
      end = () => {
        this.#all.delete(upload);
        kept.forget(upload.id);
        resolve();
      };
    });
    const upload = new UploadCard(card, of, {
      opened,
      sent: () => {
        end();
        this.#list.released(upload.id);
      },
      refused: end,
      chooseAgain: async () => {
        const chosen = await pickOne(this.#accept);
        if (chosen) await upload.resume(chosen.file);
      },
      cancel: () => this.#cancel(upload, card, name, end),
    });
    this.#all.add(upload);
    return {upload, over};
  }

  async #cancel(upload, card, name, end) {
    if (!(await confirmed(`Cancel the upload of “${name}”? What has been sent is thrown away.`, 'Cancel the upload'))) return;
    await upload.pause();
    // It may have arrived while the question was open.
    if (!this.#all.has(upload)) return;
    try {
      if (upload.id) await api.remove(upload.id);
    } catch (problem) {
      upload.rest(`not cancelled: ${problem.message}`);
      return;
    }
    end();
    this.#list.drop(card, upload.id);
    announce(`${name}: upload cancelled`);
  }
}
