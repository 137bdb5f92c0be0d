import * as api from './api.js';
import {confirmed} from './confirm.js';
import {announce, el, setNote, setText, shown as plain, webAddress} from './dom.js';
import {edit} from './edit.js';
import {showFacts} from './facts.js';
import {Live} from './live.js';
import {Player} from './player.js';
import {offerQualities} from './quality.js';
import {percent} from './units.js';
import {detail, ipfsWords, visibilityWords} from './words.js';

const byId = (id) => document.getElementById(id);
const id = location.pathname.split('/').at(-1);
const player = new Player(byId('player'), (words) => setNote(byId('trouble'), words));
const DAY = 24 * 60 * 60;
let shownKey = '';
let shown;

function showProgress(progress) {
  const {status} = progress;
  const before = byId('status').textContent;
  if (before && before !== status) announce(status);
  setText(byId('status'), status);
  byId('status').dataset.status = status;
  const busy = status === 'Uploading' || status === 'Transcoding';
  byId('progress').hidden = !busy;
  byId('progress').value = progress.percent;
  const words = [busy && percent(progress.percent), detail(progress)];
  setText(byId('detail'), words.filter(Boolean).join(' · '));
  setNote(byId('waiting'), waitingWords(progress));
  setText(byId('ipfs-status'), ipfsWords(progress.ipfs));
  byId('ipfs-section').hidden = status === 'Failed';
  byId('retry').hidden = !(status === 'Failed' && progress.error?.retriable) && progress.ipfs?.status !== 'failed';
}

function waitingWords({status, playable}) {
  if (status === 'Failed') return 'This video cannot be played.';
  return playable || status === 'Completed' ? '' : 'It starts here as soon as its first seconds are ready.';
}

function showVideo(video) {
  shown = video;
  const name = video.title || video.filename || 'Untitled';
  setText(byId('title'), name);
  document.title = `${plain(name)} · Vitascope`;
  setNote(byId('description'), video.description);
  setText(byId('visibility'), visibilityWords(video.visibility));
  byId('copy-link').hidden = !video.playback?.expires_at || !video.playable;
  const poster = webAddress(video.playback?.poster_url);
  if (poster) byId('player').poster = poster;
  showDownloads(video.playback?.mp4 ?? []);
  showIpfs(video);
  showFacts(byId('facts'), video);
  for (const part of ['facts-section', 'edit', 'delete']) byId(part).hidden = false;
}

function showDownloads(mp4) {
  byId('downloads-section').hidden = mp4.length === 0;
  byId('downloads').replaceChildren(...mp4.map(({resolution, url}) =>
    el('li', {}, el('a', {class: 'button', href: webAddress(url) ?? '', download: ''}, resolution))));
}

/** Who else has it, and that it can be read there. */
function copyWords({proof, services = []} = {}) {
  const readBack = proof?.status === 'proven' ? [`Read back through another node in ${proof.seconds.toFixed(1)} s.`] : [];
  return [...readBack, ...services.map(({service, status}) => `${service}: ${status}`)];
}

function showIpfs({ipfs_cid: cid, ipfs, playback}) {
  byId('ipfs-copy').hidden = !cid;
  setText(byId('cid'), cid ?? '');
  byId('copies').replaceChildren(...copyWords(ipfs).map((words) => el('li', {}, words)));
  const gateway = webAddress(playback?.ipfs_gateway_url);
  byId('gateway').hidden = !gateway;
  if (gateway) byId('gateway').href = gateway;
}

/** The addresses and facts change only where one of these does. */
const keyOf = ({status, stage, playable, ipfs}) => [status, stage, playable, ipfs?.status].join();

async function changed(progress) {
  showProgress(progress);
  if (keyOf(progress) === shownKey) return;
  shownKey = keyOf(progress);
  try {
    const video = await api.video(id);
    showVideo(video);
    const url = webAddress(video.playback?.hls_url);
    const playable = progress.playable || progress.status === 'Completed';
    if (playable && url) player.play(url);
    else if (playable) shownKey = '';
  } catch (problem) {
    shownKey = '';
    setNote(byId('trouble'), problem.message);
  }
}

/** The button says so for a moment. */
function saidCopied(id, what) {
  const button = byId(id);
  button.dataset.words ??= button.textContent;
  announce(`${what} copied`);
  setText(button, 'Copied');
  setTimeout(() => setText(button, button.dataset.words), 2000);
}

/** An MP4 plays in any browser by its address alone; while there is none, the playlist does in some. */
async function copyLink() {
  try {
    const {mp4, hls_url: hls} = await api.playbackLinks(id, DAY);
    await navigator.clipboard.writeText(mp4.at(-1)?.url ?? hls);
    saidCopied('copy-link', 'Link');
  } catch (problem) {
    setNote(byId('trouble'), `The link could not be copied: ${problem.message}`);
  }
}

async function copyCid() {
  try {
    await navigator.clipboard.writeText(byId('cid').textContent);
    saidCopied('copy-cid', 'CID');
  } catch {
    // Browsers that do not let a page write to the clipboard let a person copy what is selected.
    getSelection().selectAllChildren(byId('cid'));
    announce('The CID is selected: copy it with the keyboard');
  }
}

async function retry() {
  try {
    await api.retry(id);
    byId('retry').hidden = true;
    announce('Trying again');
  } catch (problem) {
    setNote(byId('trouble'), problem.message);
  }
}

async function remove() {
  const name = byId('title').textContent;
  if (!(await confirmed(`Delete “${name}” with all that was made of it? It cannot be brought back.`, 'Delete'))) return;
  try {
    await api.remove(id);
    sessionStorage.setItem('said', `“${name}” is deleted.`);
    location.assign('/');
  } catch (problem) {
    setNote(byId('trouble'), `Not deleted: ${problem.message}`);
  }
}

function showNothing(words) {
  setText(byId('title'), 'No video here');
  setText(byId('status'), '');
  setNote(byId('waiting'), 'There is nothing to play.');
  setNote(byId('trouble'), words);
  for (const part of ['progress', 'copy-link', 'edit', 'delete', 'retry']) byId(part).hidden = true;
}

async function open() {
  try {
    await changed(await api.progress(id));
    new Live().follow(id, changed, () => showNothing('This video has been deleted.'));
  } catch (problem) {
    if (problem.passing) {
      setNote(byId('trouble'), `${problem.message} Trying again.`);
      setTimeout(open, 3000);
      return;
    }
    showNothing(problem.message);
  }
}

player.renewed = async () => webAddress((await api.video(id)).playback?.hls_url);
offerQualities(player);
byId('copy-cid').addEventListener('click', copyCid);
byId('copy-link').addEventListener('click', copyLink);
byId('edit').addEventListener('click', () => edit(shown, showVideo));
byId('delete').addEventListener('click', remove);
byId('retry').addEventListener('click', retry);
open();
