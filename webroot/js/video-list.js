import * as api from './api.js';
import {Card} from './card.js';
import {setNote, webAddress} from './dom.js';
import {settled} from './words.js';

const NEWEST = 20;
const REFRESH_MS = 10_000;

const byId = (id) => document.getElementById(id);

/** The newest videos, kept live; those this page uploads stand among them from the start. */
export class VideoList {
  #live;
  #element = byId('videos');
  #shown = new Map();

  constructor(live) {
    this.#live = live;
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

  released(id) {
    const entry = this.#shown.get(id);
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
      const {data} = await api.newest(NEWEST);
      setNote(byId('trouble'), '');
      data.toReversed().forEach((video) => this.#place(video));
      byId('empty').hidden = this.#element.children.length > 0;
    } catch (problem) {
      setNote(byId('trouble'), `The list of videos cannot be refreshed: ${problem.message}`);
    }
  }

  #place(video) {
    const id = video.video_id;
    let entry = this.#shown.get(id);
    if (!entry) {
      entry = {card: new Card()};
      this.#shown.set(id, entry);
      this.#element.prepend(entry.card.element);
    }
    entry.card.named(video.title || video.filename || 'Untitled', id);
    entry.card.picture(webAddress(video.poster_url));
    if (entry.uploading || entry.stop) return;
    if (!entry.seen) entry.card.show(video);
    if (entry.seen !== video.updated_at) this.#follow(id, entry);
  }

  /** The list says little of each: the rest comes at once, and then each change until the last. */
  #follow(id, entry) {
    entry.stop ??= this.#live.follow(id, (progress) => this.#show(id, entry, progress));
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
