/** Without characters that turn the direction of what follows: with them a name looks as if it ended otherwise. */
export const shown = (text) => String(text).replace(/[\u202a-\u202e\u2066-\u2069]/g, '');

/** An element with attributes and children; strings become text, never markup. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value);
  }
  element.append(...children.map((child) => child instanceof Node ? child : shown(child)));
  return element;
}

/** Changes the page only where the text is another, so that selections and readers are left alone. */
export function setText(element, text) {
  if (element.textContent !== shown(text)) element.textContent = shown(text);
}

/** Text in an element that is only there while there is text. */
export function setNote(element, text) {
  setText(element, text ?? '');
  element.hidden = !text;
}

/** An address from outside, if it is one a link may lead to. */
export function webAddress(text) {
  if (!text) return undefined;
  try {
    const url = new URL(text, location.href);
    return ['http:', 'https:'].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Read out by screen readers; for changes that matter, not for every percent. */
export function announce(text) {
  setText(document.getElementById('announcements'), text);
}
