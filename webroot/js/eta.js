const SPEED_HALF_LIFE = 3;
const LEFT_HALF_LIFE = 2;
const STALL_SECONDS = 5;

/** Bytes come in bursts: over less than this, a speed says nothing. */
const LEAST_SECONDS = 0.2;

const mix = (old, fresh, elapsed, halfLife) => {
  const kept = 0.5 ** (elapsed / halfLife);
  return kept * old + (1 - kept) * fresh;
};

/**
 * Speed and time left as half-life averages: what was measured one half-life ago counts half. Both
 * stand still while nothing moves, and a standstill does not count as slowness afterwards.
 */
export class Eta {
  #movedAt;
  #done = 0;
  #speed;
  #left;

  /** A measurement in seconds and any one unit; one that shows no movement changes nothing. */
  at(seconds, done, total) {
    if (this.#movedAt === undefined) {
      this.#movedAt = seconds;
      this.#done = done;
    }
    const elapsed = seconds - this.#movedAt;
    if (done <= this.#done || elapsed < LEAST_SECONDS) return;
    if (elapsed <= STALL_SECONDS) this.#learn(elapsed, (done - this.#done) / elapsed, total - done);
    this.#movedAt = seconds;
    this.#done = done;
  }

  #learn(elapsed, measured, remaining) {
    this.#speed = this.#speed === undefined ? measured : mix(this.#speed, measured, elapsed, SPEED_HALF_LIFE);
    const raw = remaining / this.#speed;
    this.#left = this.#left === undefined ? raw : mix(Math.max(0, this.#left - elapsed), raw, elapsed, LEFT_HALF_LIFE);
  }

  /** Units a second; undefined before the first movement. */
  get speed() {
    return this.#speed;
  }

  /** Seconds; undefined before the first movement. */
  get left() {
    return this.#left;
  }

  stalled(seconds) {
    return this.#movedAt !== undefined && seconds - this.#movedAt > STALL_SECONDS;
  }
}
