import {el} from './dom.js';
import {bytes, clock, moment} from './units.js';

const SHOWN = {
  filename: ['File', String],
  file_size: ['Size', bytes],
  created_at: ['Uploaded', moment],
  checksum: ['SHA-256', String],
};

const PROBED = {
  duration: ['Length', clock],
  duration_seconds: ['Length', clock],
  bit_rate: ['Bit rate', (rate) => `${bytes(rate / 8)}/s`],
};

const label = (key) => key[0].toUpperCase() + key.slice(1).replaceAll('_', ' ');

const isPlain = (value) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '';

function* rows(video) {
  for (const [key, [words, shown]] of Object.entries(SHOWN)) {
    if (isPlain(video[key])) yield [words, shown(video[key])];
  }
  for (const [key, value] of Object.entries(video.probe ?? {})) {
    if (!isPlain(value)) continue;
    const [words, shown] = PROBED[key] ?? [label(key), String];
    yield [words, shown(value)];
  }
}

/** What is known of the original, as rows of a definition list. */
export function showFacts(list, video) {
  list.replaceChildren(...[...rows(video)].flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}
