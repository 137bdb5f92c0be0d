import {ask, shown} from './access.js';
import {offline, online} from './line.js';

/** Calls to our own server. What may pass is tried again; what does not is a Problem in words. */

export class Problem extends Error {
  /**
   * @param {string} code the server's stable code, or `unreachable`, or `bad_answer`
   * @param {number} status of HTTP; 0 where no answer came
   */
  constructor(code, message, status) {
    super(message);
    this.code = code;
    this.status = status;
  }

  /** Whether the same call may succeed a little later. */
  get passing() {
    return [0, 429, 502, 503, 504].includes(this.status) || this.code === 'request_in_progress';
  }
}

const TRIES = 5;
const ANSWER_WITHIN_MS = 30_000;

/** About twice as long each time; the random part keeps clients from coming back together. */
export function backoffMs(failed, firstMs, longestMs) {
  const full = Math.min(longestMs, firstMs * 2 ** (failed - 1));
  return full * (0.5 + Math.random() / 2);
}

/** Rejects with the signal's reason as soon as it is aborted. */
export const pause = (ms, signal) =>
  new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), {once: true});
    setTimeout(resolve, ms);
  });

async function once(method, path, body, headers) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: {...shown(), ...(body === undefined ? {} : {'content-type': 'application/json'}), ...headers},
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
  } catch {
    throw new Problem('unreachable', 'The server does not answer. Is it running, and are you online?', 0);
  }
  const said = await answer.json().catch(() => undefined);
  if (answer.ok && (said !== undefined || answer.status === 204)) return said;
  if (said?.code) throw new Problem(said.code, said.detail ?? said.title ?? said.code, answer.status);
  throw new Problem('bad_answer', `The server gave an answer that makes no sense (HTTP ${answer.status}).`, answer.status);
}

async function call(method, path, body, headers = {}) {
  for (let tried = 1; ; ) {
    try {
      return await once(method, path, body, headers);
    } catch (problem) {
      if (problem.status === 401) {
        await ask();
        continue;
      }
      if (!problem.passing || tried === TRIES) throw problem;
      if (offline()) await online();
      else await pause(backoffMs(tried++, 250, 2000));
    }
  }
}

/** Also where the page is not served over TLS, where `crypto.randomUUID` is missing. */
export function onceKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
}

/** A page of the list: the newest, or what comes after a page's `next_cursor`. */
export const list = (limit, cursor) =>
  call('GET', `/videos?limit=${limit}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
export const video = (id) => call('GET', `/videos/${id}`);
export const progress = (id) => once('GET', `/video/${id}/progress`);
/** However often it is asked with the same key, there is one video. */
export const create = (video, key) => call('POST', '/videos', video, {'idempotency-key': key});
export const signParts = (id, numbers) => call('POST', `/videos/${id}/upload/parts`, {numbers});
export const uploadState = (id) => call('GET', `/videos/${id}/upload`);
export const complete = (id) => call('POST', `/videos/${id}/upload/complete`, {});
/** Addresses that play for so many seconds, of a private video. */
export const playbackLinks = (id, seconds) => call('POST', `/videos/${id}/playback_links`, {expires_in: seconds});
export const retry = (id) => call('POST', `/videos/${id}/retry`, {});
export const edit = (id, changes) => call('PATCH', `/videos/${id}`, changes);

/** It is gone afterwards, whoever has deleted it. */
export async function remove(id) {
  try {
    await call('DELETE', `/videos/${id}`);
  } catch (problem) {
    if (problem.status !== 404) throw problem;
  }
}
