import {Lanes} from './lanes.js';

const FEWEST = 2;
const FIRST = 3;

/** Browsers open six connections to a host; one is left for the pictures and videos that lie there too. */
const MOST = 5;

const WINDOW_MS = 3000;
const WORTH = 1.1;

/** So many windows go by until more is tried again. */
const REST = 10;

/**
 * The parts on their way at once, of all uploads of a page: one more as long as each brings a tenth
 * more bytes a second, one fewer after a failure.
 */
export class Pace {
  #lanes = new Lanes(FIRST);
  #since = performance.now();
  #bytes = 0;
  #speedBefore = 0;
  #raised = true;
  #rest = 0;

  static MOST = MOST;

  in(work) {
    return this.#lanes.in(work);
  }

  /** More bytes have left. */
  moved(bytes) {
    this.#bytes += bytes;
    const elapsed = performance.now() - this.#since;
    if (elapsed < WINDOW_MS) return;
    // With lanes to spare, or after a standstill, the speed says nothing of their number.
    if (this.#lanes.full && elapsed < 2 * WINDOW_MS) this.#learn(this.#bytes / elapsed);
    this.#since = performance.now();
    this.#bytes = 0;
  }

  failed() {
    this.#lanes.width = Math.max(FEWEST, this.#lanes.width - 1);
    this.#raised = false;
    this.#rest = REST;
  }

  #learn(speed) {
    const worthIt = speed > this.#speedBefore * WORTH;
    if (this.#raised && !worthIt) {
      this.failed();
    } else if (this.#raised || --this.#rest <= 0) {
      this.#raised = this.#lanes.width < MOST;
      if (this.#raised) this.#lanes.width++;
      this.#speedBefore = speed;
    }
  }
}
