import {percent, amount, bytes} from './units.js';
import {left} from './words.js';

const REFRESH_MS = 500;
const TITLE = document.title;
const byId = (id) => document.getElementById(id);
const sum = (uploads, of) => uploads.reduce((total, upload) => total + of(upload), 0);

/** What several uploads come to together, above the list and in the tab's title. */
export class Totals {
  #uploads;

  /** Those that were at it together: who has ended still counts until all have. */
  #together = new Set();

  constructor(uploads) {
    this.#uploads = uploads;
    byId('pause-all').addEventListener('click', () => uploads.all.forEach((upload) => upload.pause()));
    byId('resume-all').addEventListener('click', () => this.#resting().forEach((upload) => upload.resume()));
    setInterval(() => this.#draw(), REFRESH_MS);
  }

  #resting() {
    return this.#uploads.all.filter((upload) => upload.ready && !upload.sending);
  }

  #draw() {
    const open = this.#uploads.all;
    const together = this.#counted(open);
    const [sent, size] = [sum(together, (upload) => upload.sent), sum(together, (upload) => upload.size)];
    const sending = open.some((upload) => upload.sending);
    const share = percent(size ? (100 * sent) / size : 0);
    document.title = sending ? `${share} · ${TITLE}` : TITLE;
    byId('totals').hidden = open.length < 2;
    if (open.length < 2) return;
    const speed = sum(open, (upload) => upload.speed);
    const motion = speed ? [`${bytes(speed)}/s`, left((size - sent) / speed)] : [];
    byId('totals-words').textContent = [`${open.length} uploads`, share, amount(sent, size), ...motion].join(' · ');
    byId('pause-all').hidden = !sending;
    byId('resume-all').hidden = this.#resting().length === 0;
  }

  #counted(open) {
    if (open.length === 0) this.#together.clear();
    for (const upload of open) this.#together.add(upload);
    return [...this.#together].filter((upload) => open.includes(upload) || upload.sent === upload.size);
  }
}
