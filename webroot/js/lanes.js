/** How many may be at it at once; the others wait in line. */
export class Lanes {
  #free;
  #line = [];

  constructor(count) {
    this.#free = count;
  }

  /** Runs the work when a lane is free. */
  async in(work) {
    if (this.#free > 0) this.#free--;
    else await new Promise((resolve) => this.#line.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
