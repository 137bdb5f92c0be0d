import {announce, el, setText} from './dom.js';
import {percent} from './units.js';
import {detail, visibilityWords} from './words.js';

/** One video in the list: title, status word, and what can be done with it. */
export class Card {
  #title;
  #name = '';
  #status = el('span', {class: 'status'});
  #visibility = el('span', {class: 'visibility'});
  #bar = el('progress', {max: 100, 'aria-label': 'Progress'});
  #percent = el('span', {class: 'percent'});
  #detail = el('p', {class: 'detail'});
  #actions = el('div', {class: 'actions'});
  #poster = el('img', {class: 'poster', alt: '', width: 160, height: 90, loading: 'lazy', hidden: true});

  constructor() {
    this.#title = el('h3', {class: 'title', dir: 'auto'});
    const measure = el('div', {class: 'measure'}, this.#bar, this.#percent);
    const about = el('div', {class: 'about'}, el('div', {class: 'head'}, this.#title, this.#visibility, this.#status), measure, this.#detail, this.#actions);
    this.element = el('li', {class: 'video'}, this.#poster, about);
  }

  /** The picture of a video that has one. */
  picture(url) {
    this.#poster.hidden = !url;
    if (url && this.#poster.src !== url) this.#poster.src = url;
  }

  /** Who may watch it. */
  seenBy(visibility) {
    setText(this.#visibility, visibilityWords(visibility));
  }

  /** A video can be opened as soon as it has an id. */
  named(name, id) {
    this.#name = name;
    const linked = this.#title.querySelector('a');
    if (id && !linked) this.#title.replaceChildren(el('a', {href: `/watch/${id}`}, name));
    else setText(linked ?? this.#title, name);
    this.#bar.setAttribute('aria-label', `Progress of ${name}`);
  }

  /** What the server says of it. */
  show(progress) {
    this.#word(progress.status);
    this.#measure(progress.percent);
    setText(this.#detail, detail(progress));
  }

  /** What this page knows of its own upload. */
  showUpload(value, words) {
    this.#word('Uploading');
    this.#measure(value);
    setText(this.#detail, words);
  }

  /** An upload that never became a video. */
  showFailure(message) {
    this.#word('Failed');
    setText(this.#detail, message);
  }

  /** Buttons by their words, in this order; the focus stays among them. */
  offer(actions) {
    const wanted = Object.keys(actions);
    const unwanted = [...this.#actions.children].filter((button) => !wanted.includes(button.textContent));
    const focused = unwanted.includes(document.activeElement);
    unwanted.forEach((button) => button.remove());
    const there = new Map([...this.#actions.children].map((button) => [button.textContent, button]));
    wanted.reduceRight((next, words) => {
      const button = there.get(words) ?? this.#button(words, actions[words]);
      if (!there.has(words)) this.#actions.insertBefore(button, next);
      return button;
    }, null);
    if (focused) this.#actions.firstElementChild?.focus();
  }

  #button(words, onclick) {
    return el('button', {type: 'button', 'aria-label': `${words}: ${this.#name}`, onclick}, words);
  }

  #word(status) {
    if (this.#status.textContent && this.#status.textContent !== status) announce(`${this.#name}: ${status}`);
    setText(this.#status, status);
    this.element.dataset.status = status;
  }

  #measure(value = 0) {
    this.#bar.value = value;
    setText(this.#percent, percent(value));
  }
}
