const MIB = 1 << 20;

const hex = (buffer) => [...new Uint8Array(buffer)].map((b) => b.toString(16).padStart(2, '0')).join('');

/**
 * Tells files apart by their first and last MiB and their size. Pages that came over plain HTTP
 * cannot hash: there it is name, size and time of change.
 */
export async function fingerprint(file) {
  const {name, size, lastModified} = file;
  if (!crypto.subtle) return [name, size, lastModified].join('/');
  const ends = new Blob([file.slice(0, MIB), file.slice(Math.max(MIB, size - MIB)), String(size)]);
  return hex(await crypto.subtle.digest('SHA-256', await ends.arrayBuffer()));
}
