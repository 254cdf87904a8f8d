// Making elements. Text only ever enters the page as text.

const SVG = 'http://www.w3.org/2000/svg';

/** An element with a class and children; a string becomes text. */
export function el(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

export function svg(tag, attributes = {}) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Writes only what is new: a node left alone costs no layout and is not announced again. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** The form tells a state apart where colour does not. */
const GLYPHS = {
  ok: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM4.7 8.2l2.3 2.3 4.4-4.8',
  out: 'M8 1.5 15.2 14.5H.8zM8 6v4M8 12v.6',
  unknown: 'M8 1.2 14.8 8 8 14.8 1.2 8zM5.5 8h5',
};

export function glyph(state) {
  const icon = svg('svg', {class: `glyph ${state}`, viewBox: '0 0 16 16', 'aria-hidden': 'true'});
  icon.append(svg('path', {d: GLYPHS[state]}));
  return icon;
}
