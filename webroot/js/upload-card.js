import {Eta} from './eta.js';
import {bytes} from './units.js';
import {left} from './words.js';
import {Upload} from './upload.js';

const REFRESH_MS = 250;
const now = () => performance.now() / 1000;

/**
 * Uploads a file and shows it on a card: percent, bytes, speed, time left, pause and resume.
 *
 * @param on `opened(id)` when it has become a video, `sent(id)` when storage has all of it
 */
export class UploadCard {
  #card;
  #file;
  #on;
  #upload;
  #eta = new Eta();
  #sent = 0;
  #said = '';

  /** Whether leaving the page would lose something of it. */
  unfinished = true;

  constructor(card, file, words, on) {
    this.#card = card;
    this.#file = file;
    this.#on = on;
    this.#upload = new Upload(file, words, {
      opened: (id) => on.opened(id),
      sent: (sent) => this.#moved(sent),
      partFailed: (reason) => {
        this.#said = `trying again: ${reason}`;
      },
    });
  }

  async run() {
    this.#card.offer({Pause: () => this.#upload.pause()});
    const refresh = setInterval(() => this.#draw(), REFRESH_MS);
    this.#draw();
    try {
      const end = await this.#upload.start();
      clearInterval(refresh);
      if (end === 'sent') this.#arrived();
      else this.#rest(`Paused at ${this.#amount()}`, 'Resume');
    } catch (reason) {
      clearInterval(refresh);
      this.#stopped(reason);
    }
  }

  #moved(sent) {
    if (sent > this.#sent) this.#said = '';
    this.#sent = sent;
    this.#eta.at(now(), sent, this.#file.size);
  }

  #arrived() {
    this.unfinished = false;
    this.#card.offer({});
    this.#on.sent(this.#upload.id);
  }

  /** Without an id there is nothing to go on with: the server did not take the file at all. */
  #stopped(reason) {
    if (this.#upload.id || reason.passing) {
      this.#rest(`Stopped at ${this.#amount()}: ${reason.message}`, 'Resume');
    } else {
      this.unfinished = false;
      this.#card.showFailure(reason.message);
      this.#card.offer({});
    }
  }

  #rest(words, action) {
    this.#eta = new Eta();
    this.#card.showUpload(this.#percent(), words);
    this.#card.offer({[action]: () => this.run()});
  }

  #draw() {
    const speed = this.#eta.speed;
    const moving = this.#eta.stalled(now())
      ? ['stalled']
      : [speed && `${bytes(speed)}/s`, speed && left(this.#eta.left)];
    const words = ['Uploading…', this.#amount(), ...moving, this.#said];
    this.#card.showUpload(this.#percent(), words.filter(Boolean).join(' · '));
  }

  #percent() {
    return this.#file.size ? (100 * this.#sent) / this.#file.size : 0;
  }

  #amount() {
    return `${bytes(this.#sent)} of ${bytes(this.#file.size)}`;
  }
}
