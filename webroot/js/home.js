import {canPick, chosen, dropped, pick} from './chosen-files.js';
import {setNote} from './dom.js';
import {Live} from './live.js';
import {Totals} from './totals.js';
import {Uploads} from './uploads.js';
import {VideoList} from './video-list.js';

const byId = (id) => document.getElementById(id);
const list = new VideoList(new Live());
const uploads = new Uploads(list, byId('files').accept);

/** The title belongs to one video; the description suits several. */
function wordsFor(count) {
  const words = {};
  const [title, description] = [byId('title').value.trim(), byId('description').value.trim()];
  if (title && count === 1) words.title = title;
  if (description) words.description = description;
  if (byId('private').checked) words.visibility = 'private';
  return words;
}

function takeAll(files) {
  const words = wordsFor(files.length);
  uploads.take(files, words);
  if (files.length === 1) byId('title').value = '';
  if (files.length > 0) byId('description').value = '';
}

function takeDrops(zone) {
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
  });
  zone.addEventListener('dragenter', () => zone.classList.add('over'));
  zone.addEventListener('dragleave', (event) => {
    if (!zone.contains(event.relatedTarget)) zone.classList.remove('over');
  });
  zone.addEventListener('drop', async (event) => takeAll(await dropped(event.dataTransfer)));
}

/** The browser's own picker gives handles, which the input does not; where it fails, the input is there. */
async function choose(event) {
  if (!canPick) return;
  event.preventDefault();
  try {
    takeAll(await pick(byId('files').accept, true));
  } catch {
    byId('files').click();
  }
}

byId('choose').addEventListener('click', choose);
byId('files').addEventListener('change', ({target}) => {
  takeAll(chosen(target));
  target.value = '';
});
takeDrops(byId('drop'));
addEventListener('beforeunload', (event) => {
  if (uploads.all.some((upload) => upload.unfinished)) event.preventDefault();
});
/** What the page before had to say, such as that a video is deleted. */
function passOnWord() {
  setNote(byId('said'), sessionStorage.getItem('said'));
  sessionStorage.removeItem('said');
}

passOnWord();
new Totals(uploads);
uploads.restore();
list.keepFresh();
