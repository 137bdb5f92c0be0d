import * as api from './api.js';
import {setNote} from './dom.js';

const byId = (id) => document.getElementById(id);
const dialog = byId('edit-dialog');
let shown;
let onSaved;

const written = () => ({
  title: byId('edit-title').value.trim(),
  description: byId('edit-description').value,
  keep_original: byId('edit-keep').checked,
  visibility: byId('edit-private').checked ? 'private' : 'public',
});

const asKnown = (video) => ({
  title: video.title ?? '',
  description: video.description ?? '',
  keep_original: video.keep_original,
  visibility: video.visibility === 'private' ? 'private' : 'public',
});

/** Only what has been changed: somebody else may be editing the rest. */
function changes() {
  const before = asKnown(shown);
  return Object.fromEntries(Object.entries(written()).filter(([key, value]) => value !== before[key]));
}

async function save(event) {
  event.preventDefault();
  const changed = changes();
  try {
    if (Object.keys(changed).length) onSaved(await api.edit(shown.video_id, changed));
    dialog.close();
  } catch (problem) {
    setNote(byId('edit-trouble'), `Not saved: ${problem.message}`);
  }
}

byId('edit-form').addEventListener('submit', save);
byId('edit-cancel').addEventListener('click', () => dialog.close());

/** Lets a person change a video's words. @param saved is given the video as it is then */
export function edit(video, saved) {
  shown = video;
  onSaved = saved;
  const {title, description, keep_original: keep, visibility} = asKnown(video);
  byId('edit-title').value = title;
  byId('edit-description').value = description;
  byId('edit-keep').checked = keep;
  byId('edit-private').checked = visibility === 'private';
  // What has been public may have been copied: it cannot be taken back.
  byId('edit-private-choice').hidden = visibility === 'public' && video.status !== 'Uploading';
  setNote(byId('edit-trouble'), '');
  dialog.showModal();
}
