import {el} from './dom.js';

const AUTO = '-1';
const byId = (id) => document.getElementById(id);

/** Levels are named as renditions are: by the picture's short side. */
const nameOf = ({width, height}) => `${Math.min(width, height)}p`;

/** The menu of qualities of a player that has several. */
export function offerQualities(player) {
  const menu = byId('quality');
  menu.addEventListener('change', () => player.choose(Number(menu.value)));
  player.onLevels = (levels) => {
    const best = levels.map((level, index) => [nameOf(level), index]).toReversed();
    menu.replaceChildren(
      el('option', {value: AUTO}, 'Auto'),
      ...best.map(([name, index]) => el('option', {value: index}, name)),
    );
    byId('quality-choice').hidden = levels.length < 2;
  };
}
