#!/usr/bin/env node
// bench/eta.mjs: how true is the time left that the page shows?
//
// Runs the page's own filter (webroot/js/eta.js) over uploads of 1 GB on lines that are steady, bursty, slower half
// way, or cut for a while, with progress told every 50 ms as a browser does. Draws what was shown against what was
// left indeed into docs/images/eta.svg, and prints the median and the worst error after the first five seconds, as
// a share of the time that was left, and the largest jump between two looks a second apart. Needs Node.js 18.
import {writeFileSync} from 'node:fs';
import {Eta} from '../webroot/js/eta.js';

const SIZE = 1e9;
const STEP = 0.05;
const RATE = 10e6;

/** A source of chance that gives the same each time (Lehmer, 1951). */
let seed = 42;
const chance = () => (seed = (seed * 48271) % 2147483647) / 2147483647;

/** Bytes a second at a time, while this share is done. */
const LINES = {
  'a steady line': () => RATE,
  'a bursty line': () => RATE * (chance() < 0.25 ? 3.1 : 0.3),
  'half as fast from the middle on': (time, share) => (share < 0.5 ? RATE : RATE / 2),
  'a line cut for 20 seconds': (time) => (time > 40 && time < 60 ? 0 : RATE),
};

function upload(line) {
  const eta = new Eta();
  const shown = [];
  let [time, done] = [0, 0];
  while (done < SIZE) {
    eta.at(time, done, SIZE);
    if (eta.left !== undefined) shown.push({time, left: eta.left, stalled: eta.stalled(time)});
    done = Math.min(SIZE, done + line(time, done / SIZE) * STEP);
    time += STEP;
  }
  return shown.map((one) => ({...one, really: time - one.time}));
}

function judge(name, shown) {
  const later = shown.filter(({time, really, stalled}) => time > 5 && really > 2 && !stalled);
  const errors = later.map(({left, really}) => Math.abs(left - really) / really).sort((a, b) => a - b);
  const looks = shown.filter((_, i) => i % (1 / STEP) === 0);
  const jumps = looks.slice(1).map(({left}, i) => Math.abs(left - looks[i].left + 1));
  const share = (value) => `${(100 * value).toFixed(1)} %`;
  console.log(`${name}: error ${share(errors[errors.length >> 1])} in the median, ${share(errors.at(-1))} at worst; ` +
    `largest jump ${Math.max(...jumps).toFixed(1)} s`);
}

const [WIDTH, HEIGHT, GAP] = [360, 150, 50];

function panel(name, shown, index) {
  const longest = Math.max(...shown.map(({time}) => time));
  const most = 1.1 * Math.max(...shown.map(({left, really}) => Math.max(left, really)));
  const [x, y] = [GAP + (index % 2) * (WIDTH + GAP), GAP + Math.floor(index / 2) * (HEIGHT + 1.6 * GAP)];
  const path = (value) => shown.filter((_, i) => i % 20 === 0)
    .map((one) => `${(x + (one.time / longest) * WIDTH).toFixed(1)},${(y + HEIGHT - (value(one) / most) * HEIGHT).toFixed(1)}`)
    .join(' ');
  return `<text x="${x}" y="${y - 12}" font-weight="600">${name}</text>
<path d="M${x} ${y}V${y + HEIGHT}H${x + WIDTH}" fill="none" stroke="#888"/>
<text x="${x - 6}" y="${y + 10}" text-anchor="end">${Math.round(most)} s</text>
<text x="${x + WIDTH}" y="${y + HEIGHT + 16}" text-anchor="end">after ${Math.round(longest)} s</text>
<polyline points="${path((one) => one.really)}" fill="none" stroke="#888" stroke-width="5" opacity="0.45"/>
<polyline points="${path((one) => one.left)}" fill="none" stroke="#3a4fd0" stroke-width="1.5"/>`;
}

const panels = Object.entries(LINES).map(([name, line], index) => {
  const shown = upload(line);
  judge(name, shown);
  return panel(name, shown, index);
});
const [width, height] = [2 * (WIDTH + GAP) + 20, 2 * (HEIGHT + 1.6 * GAP) + GAP];
writeFileSync(new URL('../docs/images/eta.svg', import.meta.url),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#fff"/>
${panels.join('\n')}
<text x="${GAP}" y="${height - 14}"><tspan fill="#3a4fd0">time left as shown</tspan> over <tspan fill="#777">time left indeed</tspan>, 1 GB at 10 MB/s</text>
</svg>
`);
