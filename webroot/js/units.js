/** Quantities as people read them. */

const STEPS = ['B', 'kB', 'MB', 'GB', 'TB'];

function stepOf(count) {
  let step = 0;
  for (let rest = count; rest >= 999.95 && step < STEPS.length - 1; step++) rest /= 1000;
  return step;
}

const inStep = (count, step) => (count / 1000 ** step).toFixed(step ? 1 : 0);

export const bytes = (count) => `${inStep(count, stepOf(count))} ${STEPS[stepOf(count)]}`;

/** `1.2 of 3.0 GB`. */
export const amount = (done, all) => `${inStep(done, stepOf(all))} of ${bytes(all)}`;

/** `0:42`, `1:02:03`. */
export function clock(seconds) {
  const whole = Math.round(seconds);
  const two = (n) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

export const percent = (value) => `${Math.floor(value)} %`;

export const moment = (time) =>
  new Date(time).toLocaleString(undefined, {dateStyle: 'medium', timeStyle: 'short'});
