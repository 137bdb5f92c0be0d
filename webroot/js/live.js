/* global EventBus */
import {shown} from './access.js';
import * as api from './api.js';
import {pause} from './api.js';
import {Lanes} from './lanes.js';
import {settled} from './words.js';

const POLL_MS = 2000;
const POLLS_AT_ONCE = 4;

/** SockJS's other transports need frames or scripts of the server's making, which our CSP forbids. */
const TRANSPORTS = ['websocket', 'xhr-streaming', 'xhr-polling'];

const GONE = 'video_not_found';

const addressOf = (id) => `video.status.${id}`;

/**
 * The progress of videos as it happens: pushed over the socket, polled while there is none. The
 * server sends the present state at each registration, so nothing is missed by a reconnect.
 */
export class Live {
  #bus;
  #followed = new Map();
  #open = false;
  #polls = new Lanes(POLLS_AT_ONCE);

  constructor() {
    this.#bus = new EventBus('/eventbus', {transports: TRANSPORTS});
    this.#bus.enableReconnect(true);
    this.#bus.onerror = () => {};
    this.#bus.onopen = () => {
      this.#open = true;
      for (const id of this.#followed.keys()) this.#register(id);
    };
    this.#bus.onclose = () => {
      this.#open = false;
    };
    this.#pollWhileDown();
  }

  /**
   * Has the listener told of each state of a video until the returned function is called.
   *
   * @param gone called once if there is no such video any more
   */
  follow(id, listener, gone) {
    const entry = {listener, gone, version: -1};
    entry.onMessage = (error, message) => {
      if (!error) this.#tell(entry, message.body);
      else if (error.failureType === GONE) this.#lose(id, entry);
    };
    this.#followed.set(id, entry);
    if (this.#open) this.#register(id);
    return () => this.#forget(id, entry);
  }

  #register(id) {
    this.#bus.registerHandler(addressOf(id), shown(), this.#followed.get(id).onMessage);
  }

  #forget(id, entry) {
    if (this.#followed.get(id) !== entry) return;
    this.#followed.delete(id);
    if (this.#open) this.#bus.unregisterHandler(addressOf(id), shown(), entry.onMessage);
  }

  #lose(id, entry) {
    if (this.#followed.get(id) !== entry) return;
    this.#forget(id, entry);
    entry.gone();
  }

  /** An older version says nothing new. */
  #tell(entry, progress) {
    if (!progress || progress.version < entry.version) return;
    entry.version = progress.version;
    entry.settled = settled(progress);
    entry.listener(progress);
  }

  async #pollWhileDown() {
    for (;;) {
      await pause(POLL_MS);
      const due = this.#open ? [] : [...this.#followed].filter(([, entry]) => !entry.settled);
      await Promise.all(due.map(([id, entry]) => this.#polls.in(() => this.#poll(id, entry))));
    }
  }

  async #poll(id, entry) {
    try {
      this.#tell(entry, await api.progress(id));
    } catch (problem) {
      if (problem.code === GONE) this.#lose(id, entry);
    }
  }
}
