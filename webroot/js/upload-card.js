import {Eta} from './eta.js';
import {fingerprint} from './fingerprint.js';
import {offline} from './line.js';
import {Upload} from './upload.js';
import {amount, bytes} from './units.js';
import {left} from './words.js';

const REFRESH_MS = 250;

/** What the upload is of a video's whole way, which is what the bar shows: as the server counts it. */
const OF_THE_WAY = 0.25;
const now = () => performance.now() / 1000;

/**
 * An upload on a card of the list: percent, bytes, speed, time left, pause, resume, cancel.
 *
 * @param of see {@link Upload}; with `fingerprint`, and `handle` where there is one
 * @param on `opened(id)` when it has become a video, `sent()` when storage has all of it, `refused()`
 *     when the server did not take it, `chooseAgain()` and `cancel()` when a person asks for it
 */
export class UploadCard {
  #card;
  #handle;
  #on;
  #upload;
  #eta = new Eta();
  #drawn = 0;
  #said = '';
  #running;

  sent = 0;

  constructor(card, of, on) {
    this.#card = card;
    this.#handle = of.handle;
    this.#on = on;
    this.fingerprint = of.fingerprint;
    this.#upload = new Upload(of, {
      opened: (id) => on.opened(id),
      sent: (sent) => this.#moved(sent),
      partFailed: (reason) => {
        this.#said = `trying again: ${reason}`;
      },
    });
  }

  get id() {
    return this.#upload.id;
  }

  get size() {
    return this.#upload.size;
  }

  /** Bytes a second; 0 while it rests. */
  get speed() {
    return (this.sending && this.#eta.speed) || 0;
  }

  get sending() {
    return this.#running !== undefined;
  }

  /** Whether it can go on without the file being chosen again. */
  get ready() {
    return Boolean(this.#upload.file ?? this.#handle);
  }

  /** Whether leaving the page stops it. */
  get unfinished() {
    return this.#upload.file !== undefined;
  }

  async run() {
    this.#running ??= this.#run();
    await this.#running;
  }

  async pause() {
    this.#upload.pause();
    await this.#running;
  }

  /** Looks at an upload that was begun before; it goes on by itself if nothing is missing. */
  async look() {
    const missing = await this.#upload.look();
    if (missing.length) this.rest();
    else await this.run();
  }

  /** Goes on with the file that was chosen, or that the handle leads to. */
  async resume(file) {
    try {
      await this.#take(file ?? this.#upload.file ?? (await this.#reopened()));
    } catch (reason) {
      this.#handle = undefined;
      this.rest(reason.message);
      return;
    }
    await this.run();
  }

  async #take(file) {
    if (file !== this.#upload.file && (await fingerprint(file)) !== this.fingerprint) {
      throw new Error(`${file.name} is not the file that this upload began with`);
    }
    this.#upload.file = file;
  }

  async #reopened() {
    if ((await this.#handle.requestPermission({mode: 'read'})) !== 'granted') throw new Error('the file may not be read');
    return this.#handle.getFile().catch(() => {
      throw new Error('the file is not where it was');
    });
  }

  async #run() {
    this.#card.offer({Pause: () => this.pause(), Cancel: this.#on.cancel});
    const refresh = setInterval(() => this.#draw(), REFRESH_MS);
    this.#draw();
    try {
      const end = await this.#upload.start();
      this.#running = undefined;
      if (end === 'sent') this.#arrived();
      else this.rest();
    } catch (reason) {
      this.#running = undefined;
      this.#stopped(reason);
    } finally {
      clearInterval(refresh);
    }
  }

  #moved(sent) {
    if (sent > this.sent) this.#said = '';
    this.sent = sent;
    this.#eta.at(now(), sent, this.size);
  }

  #arrived() {
    this.#upload.file = undefined;
    this.#card.offer({});
    this.#on.sent();
  }

  /** Without an id there is nothing to go on with: the server did not take the file at all. */
  #stopped(reason) {
    if (this.id ? ![404, 410].includes(reason.status) : reason.passing) {
      this.rest(reason.message);
      return;
    }
    this.#upload.file = undefined;
    this.#card.showFailure(reason.message);
    this.#card.offer({});
    this.#on.refused();
  }

  /** Stands still until a person lets it go on. */
  rest(why) {
    this.#eta = new Eta();
    const words = [`${why ? 'Stopped' : 'Paused'} at ${this.#percent()} %`, this.#amount(), why];
    this.#card.showUpload(OF_THE_WAY * this.#share(), words.filter(Boolean).join(' · '));
    const goOn = this.ready ? {Resume: () => this.resume()} : {'Choose the file again': this.#on.chooseAgain};
    this.#card.offer({...goOn, Cancel: this.#on.cancel});
  }

  #draw() {
    const still = this.#drawn === this.sent;
    this.#drawn = this.sent;
    const words = offline() && still
      ? ['Offline; goes on by itself when the line is back', this.#amount()]
      : [`${this.#percent()} % sent`, this.#amount(), ...this.#motion(), this.#said];
    this.#card.showUpload(OF_THE_WAY * this.#share(), words.filter(Boolean).join(' · '));
  }

  #motion() {
    if (this.#eta.stalled(now())) return ['stalled'];
    const {speed} = this.#eta;
    return speed ? [`${bytes(speed)}/s`, left(this.#eta.left)] : [];
  }

  #share() {
    return this.size ? (100 * this.sent) / this.size : 0;
  }

  #percent() {
    return Math.floor(this.#share());
  }

  #amount() {
    return amount(this.sent, this.size);
  }
}
