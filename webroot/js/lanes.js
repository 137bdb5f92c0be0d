/** How many may be at it at once; the others wait in line. */
export class Lanes {
  #width;
  #busy = 0;
  #line = [];

  constructor(width) {
    this.#width = width;
  }

  get width() {
    return this.#width;
  }

  /** Those beyond a smaller width end in peace. */
  set width(width) {
    this.#width = width;
    this.#admit();
  }

  /** Whether somebody waits. */
  get full() {
    return this.#line.length > 0;
  }

  /** Runs the work when a lane is free. */
  async in(work) {
    await new Promise((resolve) => {
      this.#line.push(resolve);
      this.#admit();
    });
    try {
      return await work();
    } finally {
      this.#busy--;
      this.#admit();
    }
  }

  #admit() {
    while (this.#busy < this.#width && this.#line.length) {
      this.#busy++;
      this.#line.shift()();
    }
  }
}
