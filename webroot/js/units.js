/** Quantities as people read them. */

export function bytes(count) {
  if (count < 1000) return `${Math.round(count)} B`;
  let value = count / 1000;
  let step = 0;
  for (; value >= 999.95 && step < 3; step++) value /= 1000;
  return `${value.toFixed(1)} ${'kMGT'[step]}B`;
}

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
