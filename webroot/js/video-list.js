import * as api from './api.js';
import {Card} from './card.js';
import {setNote, webAddress} from './dom.js';
import {settled} from './words.js';

const PAGE = 20;
const REFRESH_MS = 5000;

const byId = (id) => document.getElementById(id);

/** The newest videos, kept live; those this page uploads stand among them from the start. */
export class VideoList {
  #live;
  #element = byId('videos');
  #shown = new Map();
  #older;

  constructor(live) {
    this.#live = live;
    byId('older').addEventListener('click', () => this.#showOlder());
  }

  /** A card on top for a file that is no video yet. */
  add(name) {
    const card = new Card();
    card.named(name);
    this.#element.prepend(card.element);
    byId('empty').hidden = true;
    return card;
  }

  /** The card stands for this video from now on; until `released` its upload alone writes on it. */
  adopt(card, id, name) {
    const listed = this.#shown.get(id);
    listed?.stop?.();
    listed?.card.element.remove();
    card.named(name, id);
    this.#shown.set(id, {card, uploading: true});
  }

  /** The card goes, and with it the video that it stands for, if it has become one. */
  drop(card, id) {
    const entry = this.#shown.get(id);
    entry?.stop?.();
    this.#shown.delete(id);
    if (card.element.contains(document.activeElement)) this.#element.focus();
    card.element.remove();
    byId('empty').hidden = this.#element.children.length > 0;
  }

  released(id) {
    const entry = this.#shown.get(id);
    if (!entry) return;
    entry.uploading = false;
    entry.card.show({status: 'Transcoding', stage: 'queued', percent: 0});
    this.#follow(id, entry);
  }

  async keepFresh() {
    for (;;) {
      await this.#refresh();
      await api.pause(REFRESH_MS);
    }
  }

  async #refresh() {
    try {
      const page = await api.list(PAGE);
      setNote(byId('trouble'), '');
      this.#dropMissing(page);
      page.data.toReversed().forEach((video) => this.#place(video, 'prepend'));
      byId('empty').hidden = this.#element.children.length > 0;
      if (this.#older === undefined) this.#continueAt(page);
    } catch (problem) {
      setNote(byId('trouble'), `The list of videos cannot be refreshed: ${problem.message}`);
    }
  }

  async #showOlder() {
    const button = byId('older');
    button.disabled = true;
    try {
      const page = await api.list(PAGE, this.#older);
      page.data.forEach((video) => this.#place(video, 'append'));
      this.#continueAt(page);
    } catch (problem) {
      setNote(byId('trouble'), `Older videos cannot be shown: ${problem.message}`);
    }
    button.disabled = false;
  }

  /** An empty cursor is the end of the list. */
  #continueAt({next_cursor: cursor = ''}) {
    this.#older = cursor;
    byId('older').hidden = !cursor;
  }

  /** Videos that would be on the page, but are not, have been deleted. */
  #dropMissing({data, next_cursor: more}) {
    const listed = new Set(data.map((video) => video.video_id));
    const reachesTo = more ? data.at(-1).created_at : '';
    for (const [id, {card, createdAt, uploading}] of this.#shown) {
      if (createdAt >= reachesTo && !uploading && !listed.has(id)) this.drop(card, id);
    }
  }

  #place(video, where) {
    const id = video.video_id;
    let entry = this.#shown.get(id);
    if (!entry) {
      entry = {card: new Card()};
      this.#shown.set(id, entry);
      this.#element[where](entry.card.element);
    }
    entry.createdAt = video.created_at;
    entry.card.named(video.title || video.filename || 'Untitled', id);
    entry.card.seenBy(video.visibility);
    entry.card.picture(webAddress(video.poster_url));
    if (entry.uploading || entry.stop) return;
    if (!entry.seen) entry.card.show(video);
    if (entry.seen === video.updated_at) return;
    // Of a video that is pinned the list says all; of the others there is more to tell.
    if (video.status === 'Completed' && video.ipfs_cid) entry.seen = video.updated_at;
    else this.#follow(id, entry);
  }

  /** The list says little of each: the rest comes at once, and then each change until the last. */
  #follow(id, entry) {
    entry.stop ??= this.#live.follow(id, (progress) => this.#show(id, entry, progress), () => this.drop(entry.card, id));
  }

  #show(id, entry, progress) {
    entry.seen = progress.updated_at;
    entry.card.show(progress);
    const again = progress.status === 'Failed' && progress.error?.retriable;
    entry.card.offer(again ? {'Try again': () => this.#retry(id, entry)} : {});
    if (settled(progress)) {
      entry.stop?.();
      entry.stop = undefined;
    }
  }

  async #retry(id, entry) {
    try {
      await api.retry(id);
      this.#follow(id, entry);
    } catch (problem) {
      entry.card.showFailure(problem.message);
    }
  }
}
