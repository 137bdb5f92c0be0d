/** Whether the browser knows of no network at all. A server on this machine may answer all the same. */
export const offline = () => navigator.onLine === false;

/** Resolves when there is a network again; rejects with the signal's reason. */
export function online(signal) {
  return new Promise((resolve, reject) => {
    if (!offline()) {
      resolve();
      return;
    }
    addEventListener('online', resolve, {once: true, signal});
    signal?.addEventListener('abort', () => reject(signal.reason), {once: true});
  });
}
