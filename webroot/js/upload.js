import * as api from './api.js';
import {offline, online} from './line.js';
import {Pace} from './pace.js';
import {putPart} from './part.js';
import {PartUrls} from './part-urls.js';

const PART_TRIES = 10;
const ROUNDS = 5;

const pace = new Pace();

const PAUSED = Symbol('paused');

/**
 * One file on its way straight to storage. `start` may be called again after a pause or a failure:
 * it asks what storage has and sends the rest.
 */
export class Upload {
  #size;
  #words;
  #on;
  #plan;
  #urls;
  #sent = new Map();
  #most = 0;
  #key = api.onceKey();
  #abort;

  /** The video's id, once the server has given it one. */
  id;

  /** What is sent. An upload that was begun before may be given its file after it has been looked at. */
  file;

  /**
   * @param of `{file, words: {title?, description?, visibility?}}` of a new video, or `{id, size}` of one whose
   *     upload was begun before
   * @param on `opened(id)`, `sent(bytes)`, `partFailed(reason)`
   */
  constructor({id, file, size = file.size, words}, on) {
    this.id = id;
    this.file = file;
    this.#size = size;
    this.#words = words;
    this.#on = on;
  }

  get size() {
    return this.#size;
  }

  /** Resolves to `sent` or `paused`; rejects with a Problem or an Error in words. */
  async start() {
    this.#abort = new AbortController();
    try {
      await this.#finish(this.id ? await this.look() : await this.#open());
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

  /** Asks what storage has, tells it, and returns the numbers of the parts that are missing. */
  async look() {
    const state = await api.uploadState(this.id);
    this.#plan = state;
    this.#urls ??= new PartUrls(this.id);
    const whole = new Set(state.received.filter((p) => p.size === this.#sizeOf(p.number)).map((p) => p.number));
    for (const number of this.#numbers()) this.#sent.set(number, whole.has(number) ? this.#sizeOf(number) : 0);
    this.#tell();
    return this.#numbers().filter((number) => !whole.has(number));
  }

  async #open() {
    const created = await api.create({filename: this.file.name, size: this.#size, ...this.#words}, this.#key);
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
        missing = await this.look();
      }
    }
  }

  async #send(missing) {
    const waiting = [...missing];
    const lane = async () => {
      while (waiting.length) await this.#sendPart(waiting.shift(), waiting);
    };
    await Promise.all(Array.from({length: Pace.MOST}, lane));
  }

  async #sendPart(number, waiting) {
    const {signal} = this.#abort;
    for (let failed = 0; ; ) {
      try {
        return await pace.in(() => this.#put(number, waiting, signal));
      } catch (reason) {
        signal.throwIfAborted();
        this.#tally(number, 0);
        if (offline()) {
          await online(signal);
          continue;
        }
        if (++failed === PART_TRIES || (reason instanceof api.Problem && !reason.passing)) throw reason;
        pace.failed();
        this.#on.partFailed(reason.message);
      }
      await api.pause(api.backoffMs(failed, 500, 20_000), signal);
    }
  }

  async #put(number, waiting, signal) {
    signal.throwIfAborted();
    const url = await this.#urls.of(number, waiting);
    signal.throwIfAborted();
    const start = (number - 1) * this.#plan.part_size;
    const blob = this.file.slice(start, start + this.#sizeOf(number));
    await putPart(url, blob, (sent) => this.#tally(number, sent), signal);
    this.#tally(number, blob.size);
  }

  #tally(number, bytes) {
    pace.moved(Math.max(0, bytes - (this.#sent.get(number) ?? 0)));
    this.#sent.set(number, bytes);
    this.#tell();
  }

  /** What is told never falls: a part that is sent again stands still until it has caught up. */
  #tell() {
    const sum = [...this.#sent.values()].reduce((a, b) => a + b, 0);
    this.#most = Math.max(this.#most, sum);
    this.#on.sent(this.#most);
  }

  #numbers() {
    return Array.from({length: this.#plan.part_count}, (_, i) => i + 1);
  }

  #sizeOf(number) {
    return Math.min(this.#plan.part_size, this.#size - (number - 1) * this.#plan.part_size);
  }
}
