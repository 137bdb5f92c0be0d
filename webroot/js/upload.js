import * as api from './api.js';
import {Lanes} from './lanes.js';
import {putPart} from './part.js';
import {PartUrls} from './part-urls.js';

const PARALLEL = 4;
const PART_TRIES = 10;
const ROUNDS = 5;

/** Browsers open six connections to a host; all uploads of a page share five of them. */
const connections = new Lanes(5);

const PAUSED = Symbol('paused');

/**
 * One file on its way straight to storage. `start` may be called again after a pause or a failure:
 * it asks what storage has and sends the rest.
 */
export class Upload {
  #file;
  #words;
  #on;
  #plan;
  #urls;
  #sent = new Map();
  #most = 0;
  #abort;

  /**
   * @param {{title?: string, description?: string}} words
   * @param on `opened(id)`, `sent(bytes, size)`, `partFailed(reason)`
   */
  constructor(file, words, on) {
    this.#file = file;
    this.#words = words;
    this.#on = on;
  }

  /** The video's id, once the server has given it one. */
  id;

  /** Resolves to `sent` or `paused`; rejects with a Problem or an Error in words. */
  async start() {
    this.#abort = new AbortController();
    try {
      const missing = this.#plan ? await this.#missing() : await this.#open();
      await this.#finish(missing);
      return 'sent';
    } catch (reason) {
      this.#abort.abort(PAUSED);
      if (reason === PAUSED) return 'paused';
      throw reason;
    }
  }

  /** Breaks off the parts on their way; those that have arrived stay. */
  pause() {
    this.#abort?.abort(PAUSED);
  }

  async #open() {
    const {name, size} = this.#file;
    const created = await api.create({filename: name, size, ...this.#words});
    this.id = created.video_id;
    this.#plan = created.upload;
    this.#urls = new PartUrls(this.id, created.upload.parts);
    this.#on.opened(this.id);
    return this.#numbers();
  }

  async #finish(missing) {
    for (let round = 1; ; round++) {
      await this.#send(missing);
      this.#abort.signal.throwIfAborted();
      try {
        return await api.complete(this.id);
      } catch (problem) {
        const parted = ['parts_missing', 'part_size_wrong'].includes(problem.code);
        if (!parted || round === ROUNDS) throw problem;
        missing = await this.#missing();
      }
    }
  }

  async #missing() {
    const state = await api.uploadState(this.id);
    if (state.complete) return [];
    const whole = new Set(state.received.filter((p) => p.size === this.#sizeOf(p.number)).map((p) => p.number));
    return this.#numbers().filter((number) => !whole.has(number));
  }

  async #send(missing) {
    const waiting = [...missing];
    for (const number of this.#numbers()) {
      this.#sent.set(number, missing.includes(number) ? 0 : this.#sizeOf(number));
    }
    this.#tell();
    const lane = async () => {
      while (waiting.length) await this.#sendPart(waiting.shift(), waiting);
    };
    await Promise.all(Array.from({length: PARALLEL}, lane));
  }

  async #sendPart(number, waiting) {
    const {signal} = this.#abort;
    for (let failed = 1; ; failed++) {
      try {
        return await connections.in(() => this.#put(number, waiting, signal));
      } catch (reason) {
        signal.throwIfAborted();
        if (failed === PART_TRIES || (reason instanceof api.Problem && !reason.passing)) throw reason;
        this.#tally(number, 0);
        this.#on.partFailed(reason.message);
      }
      await api.pause(api.backoffMs(failed, 500, 20_000));
      signal.throwIfAborted();
    }
  }

  async #put(number, waiting, signal) {
    signal.throwIfAborted();
    const url = await this.#urls.of(number, waiting);
    signal.throwIfAborted();
    const start = (number - 1) * this.#plan.part_size;
    const blob = this.#file.slice(start, start + this.#sizeOf(number));
    await putPart(url, blob, (sent) => this.#tally(number, sent), signal);
    this.#tally(number, blob.size);
  }

  #tally(number, bytes) {
    this.#sent.set(number, bytes);
    this.#tell();
  }

  /** What is told never falls: a part that is sent again stands still until it has caught up. */
  #tell() {
    const sum = [...this.#sent.values()].reduce((a, b) => a + b, 0);
    this.#most = Math.max(this.#most, sum);
    this.#on.sent(this.#most, this.#file.size);
  }

  #numbers() {
    return Array.from({length: this.#plan.part_count}, (_, i) => i + 1);
  }

  #sizeOf(number) {
    return Math.min(this.#plan.part_size, this.#file.size - (number - 1) * this.#plan.part_size);
  }
}
