import Hls from '../vendor/hls.light.min.mjs';

const RECOVERIES = 5;
const STOPPED = 'The video stopped and does not come back. Reload the page to try once more.';

/** Plays one HLS address after the other in one video element: by hls.js, or natively without it. */
export class Player {
  #video;
  #onTrouble;
  #hls;
  #url;
  #recoveries = 0;

  /** Told of the qualities there are, worst first, as soon as they are known; native players tell none. */
  onLevels = () => {};

  /** Asked for the address anew where the one it plays may be good no longer. */
  renewed = async () => this.#url;

  /** @param onTrouble is told in words what keeps it from playing; empty when it plays again */
  constructor(video, onTrouble) {
    this.#video = video;
    this.#onTrouble = onTrouble;
    video.addEventListener('playing', () => {
      this.#recoveries = 0;
      onTrouble('');
    });
    video.addEventListener('error', () => {
      if (!this.#hls) this.#renew('The video cannot be played in this browser.');
    });
  }

  /** Starts playing; goes on where it was if the address has changed. */
  play(url) {
    if (url === this.#url) return;
    const position = this.#url ? this.#video.currentTime : 0;
    this.#url = url;
    this.#hls?.destroy();
    if (Hls.isSupported()) this.#playByHls(url, position);
    else this.#playNatively(url, position);
  }

  /**
   * Plays in one of the qualities at once, by its place among them; -1 is by the speed of the line.
   * Segments last ten seconds: to wait for the next would look as if nothing had been chosen.
   */
  choose(level) {
    this.#hls.currentLevel = level;
  }

  #playByHls(url, position) {
    this.#video.dataset.player = 'hls.js';
    // A playlist that still grows would otherwise start at its end.
    this.#hls = new Hls({enableWorker: false, startPosition: position});
    this.#hls.on(Hls.Events.ERROR, (_, problem) => problem.fatal && this.#recover(problem));
    this.#hls.on(Hls.Events.MANIFEST_PARSED, (_, {levels}) => this.onLevels(levels));
    this.#hls.once(Hls.Events.MANIFEST_PARSED, () => this.#begin());
    this.#hls.attachMedia(this.#video);
    this.#hls.loadSource(url);
  }

  #playNatively(url, position) {
    this.#video.dataset.player = 'native';
    this.#video.src = url;
    this.#video.addEventListener('loadedmetadata', () => {
      if (position) this.#video.currentTime = position;
      this.#begin();
    }, {once: true});
  }

  #recover(problem) {
    if (++this.#recoveries > RECOVERIES) {
      this.#onTrouble(STOPPED);
      return;
    }
    if (problem.response?.code === 403) {
      this.#renew(STOPPED);
      return;
    }
    if (problem.type === Hls.ErrorTypes.MEDIA_ERROR) {
      this.#hls.recoverMediaError();
      return;
    }
    this.#onTrouble('The connection to the video broke; trying again.');
    const hls = this.#hls;
    setTimeout(() => {
      if (hls !== this.#hls) return;
      if (hls.levels.length) hls.startLoad();
      else hls.loadSource(this.#url);
    }, 1000 * this.#recoveries);
  }

  /** Plays on by another address, if there is one. @param otherwise words for a person */
  async #renew(otherwise) {
    const url = await this.renewed().catch(() => undefined);
    if (url && url !== this.#url) this.play(url);
    else this.#onTrouble(otherwise);
  }

  /** Browsers start a video by themselves only without its sound. */
  #begin() {
    this.#video.play().catch(() => {
      this.#video.muted = true;
      this.#video.play().catch(() => {});
    });
  }
}
