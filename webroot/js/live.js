/* global EventBus */
import * as api from './api.js';
import {pause} from './api.js';

const POLL_MS = 2000;

/** SockJS's other transports need frames or scripts of the server's making, which our CSP forbids. */
const TRANSPORTS = ['websocket', 'xhr-streaming', 'xhr-polling'];

const addressOf = (id) => `video.status.${id}`;

/**
 * The progress of videos as it happens: pushed over the socket, polled while there is none. The
 * server sends the present state at each registration, so nothing is missed by a reconnect.
 */
export class Live {
  #bus;
  #followed = new Map();
  #open = false;

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

  /** Has the listener told of each state of a video until the returned function is called. */
  follow(id, listener) {
    const entry = {listener, version: -1};
    entry.onMessage = (error, message) => {
      if (!error) this.#tell(entry, message.body);
    };
    this.#followed.set(id, entry);
    if (this.#open) this.#register(id);
    return () => this.#forget(id, entry);
  }

  #register(id) {
    this.#bus.registerHandler(addressOf(id), this.#followed.get(id).onMessage);
  }

  #forget(id, entry) {
    if (this.#followed.get(id) !== entry) return;
    this.#followed.delete(id);
    if (this.#open) this.#bus.unregisterHandler(addressOf(id), entry.onMessage);
  }

  /** An older version says nothing new. */
  #tell(entry, progress) {
    if (!progress || progress.version < entry.version) return;
    entry.version = progress.version;
    entry.listener(progress);
  }

  async #pollWhileDown() {
    for (;;) {
      await pause(POLL_MS);
      for (const [id, entry] of this.#open ? [] : [...this.#followed]) {
        await api.progress(id).then((progress) => this.#tell(entry, progress), () => {});
      }
    }
  }
}
