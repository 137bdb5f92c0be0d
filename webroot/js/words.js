import {clock} from './units.js';

const STAGES = {
  receiving: 'receiving the file',
  queued: 'waiting for a free worker',
  fetching: 'fetching the original',
  probing: 'reading what it is made of',
  encoding: 'encoding',
  storing: 'storing the last files',
};

const IPFS = {
  queued: 'Waiting to be pinned.',
  pinning: 'Being pinned now; the video can be watched meanwhile.',
  pinned: 'Pinned.',
  failed: 'Pinning failed. The video itself is not affected.',
  off: 'No copy of it is kept on IPFS.',
};

export const ipfsWords = (ipfs) => IPFS[ipfs?.status] ?? '';

const VISIBILITY = {
  private: 'Private',
  publishing: 'Becoming public',
};

/** Who may watch, where it is not everybody. */
export const visibilityWords = (visibility) => VISIBILITY[visibility] ?? '';

export const left = (seconds) => `${clock(seconds)} left`;

/** Whether nothing more will happen to a video by itself. */
export function settled({status, ipfs}) {
  const pinSettled = !ipfs || ['pinned', 'failed', 'off'].includes(ipfs.status);
  return status === 'Failed' || (status === 'Completed' && pinSettled);
}

/** What there is to say of a video beside its status word. */
export function detail(progress) {
  const {status, stage, error} = progress;
  if (status === 'Failed') return error?.message ?? '';
  if (status === 'Completed') return progress.ipfs?.status === 'pinning' ? 'being pinned on IPFS' : '';
  return [
    STAGES[stage],
    progress.queue_position && `place ${progress.queue_position} in the queue`,
    progress.eta_seconds !== undefined && left(progress.eta_seconds),
    progress.playable && 'can be watched already',
  ].filter(Boolean).join(' · ');
}
