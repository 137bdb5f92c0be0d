import {Problem, signParts} from './api.js';

const BATCH = 32;
const MARGIN_MS = 120_000;

/** The addresses of an upload's parts, signed in batches shortly before they are needed. */
export class PartUrls {
  #id;
  #known = new Map();
  #signing = Promise.resolve();

  constructor(id, first = []) {
    this.#id = id;
    this.#keep(first);
  }

  /**
   * An address that is good for a while. It is handed out once: whoever failed with it asks again
   * and gets another.
   *
   * @param {number[]} next the parts that will be asked for soon
   */
  async of(number, next) {
    const mine = this.#signing.catch(() => {}).then(() => this.#take(number, next));
    this.#signing = mine;
    return mine;
  }

  async #take(number, next) {
    const soon = Date.now() + MARGIN_MS;
    for (const [n, part] of this.#known) if (Date.parse(part.expires_at) < soon) this.#known.delete(n);
    if (!this.#known.has(number)) {
      const ahead = next.filter((n) => n !== number && !this.#known.has(n)).slice(0, BATCH - 1);
      this.#keep((await signParts(this.#id, [number, ...ahead])).parts);
    }
    const part = this.#known.get(number);
    this.#known.delete(number);
    if (!part) throw new Problem('bad_answer', `The server gave no address for part ${number}.`, 200);
    return part.url;
  }

  #keep(parts) {
    for (const part of parts) this.#known.set(part.number, part);
  }
}
