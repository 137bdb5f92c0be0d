import {el} from './dom.js';
import {bytes, clock, moment} from './units.js';

const bits = (rate) => (rate >= 1e6 ? `${(rate / 1e6).toFixed(1)} Mbit/s` : `${Math.round(rate / 1000)} kbit/s`);

/** `30000/1001` is 29.97 frames a second. */
function frames(rate) {
  const [count, seconds = 1] = String(rate).split('/').map(Number);
  return `${Number((count / seconds).toFixed(2))} a second`;
}

/** Where a fact stands in the answer, what it is called, and how it is written. */
const FACTS = [
  ['filename', 'File', String],
  ['file_size', 'Size', bytes],
  ['created_at', 'Uploaded', moment],
  ['probe.duration', 'Length', clock],
  ['probe.container', 'Container', String],
  ['probe.bit_rate', 'Bit rate', bits],
  ['probe.video.codec', 'Video codec', String],
  ['probe.video.display', 'Picture', (size) => String(size).replace('x', ' × ')],
  ['probe.video.rate', 'Frames', frames],
  ['probe.audio.codec', 'Audio codec', String],
  ['probe.audio.channels', 'Audio channels', String],
  ['probe.audio.sample_rate', 'Audio sampling', (rate) => `${rate / 1000} kHz`],
  ['checksum', 'SHA-256', String],
];

const at = (object, path) => path.split('.').reduce((inner, key) => inner?.[key], object);

/** What is known of the original, as rows of a definition list. */
export function showFacts(list, video) {
  const known = FACTS.map(([path, name, shown]) => [name, at(video, path), shown])
    .filter(([, value]) => ['string', 'number'].includes(typeof value) && value !== '');
  list.replaceChildren(...known.flatMap(([name, value, shown]) => [el('dt', {}, name), el('dd', {}, shown(value))]));
}
