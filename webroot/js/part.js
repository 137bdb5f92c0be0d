const STALL_MS = 30_000;

/**
 * Puts one part to its presigned address once. Rejects with an Error in words whatever goes wrong:
 * an expired address, a broken line, or 30 seconds without any progress.
 *
 * @param {AbortSignal} signal stops it; the rejection is then the signal's reason
 */
export function putPart(url, blob, onSent, signal) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let stall;
    const alive = () => {
      clearTimeout(stall);
      stall = setTimeout(() => end(new Error('nothing moved for 30 s')), STALL_MS);
    };
    const stop = () => end(signal.reason);
    const end = (error) => {
      clearTimeout(stall);
      signal.removeEventListener('abort', stop);
      if (error) {
        xhr.abort();
        reject(error);
      } else {
        resolve();
      }
    };
    signal.addEventListener('abort', stop);
    xhr.upload.onprogress = ({loaded}) => {
      alive();
      onSent(loaded);
    };
    xhr.onload = () => end(xhr.status < 300 ? undefined : new Error(`the storage answered with HTTP ${xhr.status}`));
    xhr.onerror = () => end(new Error('the connection to the storage broke'));
    xhr.open('PUT', url);
    alive();
    xhr.send(blob);
  });
}
