import {Live} from './live.js';
import {UploadCard} from './upload-card.js';
import {VideoList} from './video-list.js';

const byId = (id) => document.getElementById(id);
const list = new VideoList(new Live());
const uploads = new Set();

/** The title belongs to one video; the description suits several. */
function wordsFor(count) {
  const words = {};
  const [title, description] = [byId('title').value.trim(), byId('description').value.trim()];
  if (title && count === 1) words.title = title;
  if (description) words.description = description;
  return words;
}

function upload(file, words) {
  const name = words.title ?? file.name;
  const card = list.add(name);
  const sending = new UploadCard(card, file, words, {
    opened: (id) => list.adopt(card, id, name),
    sent: (id) => list.released(id),
  });
  uploads.add(sending);
  sending.run();
}

function uploadAll(files) {
  const words = wordsFor(files.length);
  for (const file of [...files].toReversed()) upload(file, words);
  if (files.length === 1) byId('title').value = '';
  byId('description').value = '';
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
  zone.addEventListener('drop', (event) => uploadAll(event.dataTransfer.files));
}

byId('files').addEventListener('change', ({target}) => {
  uploadAll(target.files);
  target.value = '';
});
takeDrops(byId('drop'));
addEventListener('beforeunload', (event) => {
  if ([...uploads].some((sending) => sending.unfinished)) event.preventDefault();
});
list.keepFresh();
