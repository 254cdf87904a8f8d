// One chart in SVG: drawn once, then only its paths are rewritten. Colours are in charts.css.

import {svg, setAttribute} from './dom.js';
import {time, shortTime} from './words.js';

const LEFT = 40;
const RIGHT = 6;
const TOP = 8;
const BOTTOM = 20;
const MINUTE = 60_000;
const STEPS = [10_000, 20_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
  60 * MINUTE, 180 * MINUTE, 360 * MINUTE];

// From back to front.
const LAYERS = ['grid', 'area', 'unknown', 'out', 'edge', 'goal', 'line', 'cursor'];
const HATCHED = {unknown: 'url(#hatch-none)', out: 'url(#hatch-out)'};

export class Chart {
  element = svg('svg', {class: 'chart', role: 'img'});
  #paths = new Map();
  #labels = svg('g', {class: 'labels'});
  #note = svg('text', {class: 'note'});
  #absence = svg('text', {class: 'note', 'text-anchor': 'middle'});
  #reading = svg('text', {class: 'note'});
  #frame = {from: 0, to: 1, width: 0};

  constructor() {
    for (const layer of LAYERS) {
      const path = svg('path', {class: layer, ...(HATCHED[layer] && {fill: HATCHED[layer]})});
      this.#paths.set(layer, path);
      this.element.append(path);
    }
    this.element.append(this.#labels, this.#note, this.#absence, this.#reading);
  }

  /**
   * @param from, to  the time shown, in milliseconds
   * @param top       the largest value that must fit
   * @param format    a value on the axis as text
   * @param whole     whether only whole numbers make sense
   * @param layers    by name: {points, value, step, fill}; for unknown and out: {spans}
   * @param note      {text, value}: words on a height of their own
   * @param summary   the chart in a sentence, for who does not see it
   */
  draw({from, to, top, format, whole, layers, note, summary}) {
    const width = this.element.clientWidth;
    const height = this.element.clientHeight;
    if (width === 0) return;
    setAttribute(this.element, 'aria-label', summary);
    const max = niceTop(top, whole);
    const x = (at) => round(LEFT + ((at - from) / (to - from)) * (width - LEFT - RIGHT));
    const y = (value) => round(height - BOTTOM - (value / max) * (height - TOP - BOTTOM));
    this.#frame = {from, to, width, height};
    this.#axes(max, format, x, y);
    for (const layer of LAYERS) {
      if (layer !== 'grid' && layer !== 'cursor') {
        setAttribute(this.#paths.get(layer), 'd', outline(layers[layer], x, y, height));
      }
    }
    place(this.#note, LEFT + 4, Math.max(y(note?.value ?? 0) - 4, TOP + 8), note?.text ?? '');
    const widest = layers.unknown.spans.reduce((best, span) => (best && best.to - best.from >= span.to - span.from ? best : span), undefined);
    const middle = widest ? x((widest.from + widest.to) / 2) : 0;
    const empty = !layers.line.points.some((point) => layers.line.value(point) !== undefined);
    const at = empty ? (LEFT + width) / 2 : Math.min(Math.max(middle, LEFT + 24), width - RIGHT - 24);
    place(this.#absence, at, empty ? height / 2 : TOP + 10, empty || widest ? 'no data' : '');
  }

  /** The time under the pointer. */
  timeAt(clientX) {
    const {from, to, width} = this.#frame;
    const share = (clientX - this.element.getBoundingClientRect().left - LEFT) / (width - LEFT - RIGHT);
    return from + Math.min(Math.max(share, 0), 1) * (to - from);
  }

  /** A line at that time with what was read there; nothing for undefined. */
  mark(at, text = '') {
    const {from, to, width, height} = this.#frame;
    const x = round(LEFT + ((at - from) / (to - from)) * (width - LEFT - RIGHT));
    setAttribute(this.#paths.get('cursor'), 'd', at === undefined ? '' : `M${x} ${TOP}V${height - BOTTOM}`);
    const left = x > (LEFT + width) / 2;
    setAttribute(this.#reading, 'text-anchor', left ? 'end' : 'start');
    place(this.#reading, at === undefined ? 0 : x + (left ? -6 : 6), TOP + 22, text);
  }

  #axes(max, format, x, y) {
    const {from, to, width, height} = this.#frame;
    const texts = [];
    let grid = '';
    for (const value of [0, max / 2, max]) {
      grid += `M${LEFT} ${y(value)}H${width - RIGHT}`;
      texts.push(label(LEFT - 6, y(value) + 4, 'end', format(value)));
    }
    const step = STEPS.find((candidate) => (to - from) / candidate <= width / (candidate < MINUTE ? 80 : 56)) ?? STEPS.at(-1);
    const offset = new Date(to).getTimezoneOffset() * MINUTE;
    for (let at = Math.ceil((from - offset) / step) * step + offset; at <= to; at += step) {
      grid += `M${x(at)} ${height - BOTTOM}v4`;
      const half = step < MINUTE ? 25 : 16;
      if (x(at) < LEFT + half - 12 || x(at) > width - half + 4) continue; // no room for its words
      texts.push(label(x(at), height - 4, 'middle', step < MINUTE ? time(at) : shortTime(at)));
    }
    setAttribute(this.#paths.get('grid'), 'd', grid);
    this.#labels.replaceChildren(...texts);
  }
}

function label(x, y, anchor, text) {
  const element = svg('text', {x, y, 'text-anchor': anchor});
  element.textContent = text;
  return element;
}

function place(text, x, y, words) {
  setAttribute(text, 'x', String(x));
  setAttribute(text, 'y', String(y));
  if (text.textContent !== words) text.textContent = words;
}

function round(pixels) {
  return Math.round(pixels * 10) / 10;
}

function outline(layer, x, y, height) {
  if (!layer) return '';
  if (layer.spans) {
    const rectangle = ({from, to}) => `M${x(from)} ${TOP}H${Math.max(x(to), x(from) + 1.5)}V${height - BOTTOM}H${x(from)}z`;
    return layer.spans.map(rectangle).join('');
  }
  return runs(layer).map((run) => runOutline(run, layer, x, y)).join('');
}

/** Stretches without a missing value: a line is never drawn across what is not known. */
function runs({points, value}) {
  const found = [];
  let run = [];
  for (const point of points) {
    const known = value(point) !== undefined;
    if (run.length > 0 && (!known || point.gap)) {
      found.push(run);
      run = [];
    }
    if (known) run.push(point);
  }
  if (run.length > 0) found.push(run);
  return found;
}

function runOutline(run, {value, step, fill}, x, y) {
  let path = `M${x(run[0].at)} ${y(value(run[0]))}`;
  let before = y(value(run[0]));
  for (const point of run.slice(1)) {
    const now = y(value(point));
    if (step && now !== before) path += `H${x(point.at)}V${now}`;
    else if (!step) path += `L${x(point.at)} ${now}`;
    before = now;
  }
  // A single point is a dot: a line of no length with round ends.
  path += run.length === 1 ? 'h0' : step ? `H${x(run.at(-1).at)}` : '';
  return fill ? `${path}V${y(0)}H${x(run[0].at)}z` : path;
}

function niceTop(top, whole) {
  const least = whole ? Math.max(top * 1.1, 2) : top > 0 ? top * 1.04 : 1;
  const power = 10 ** Math.floor(Math.log10(least));
  for (const factor of [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10, 12]) {
    const candidate = Number((factor * power).toPrecision(6));
    if (candidate >= least && (!whole || candidate % 2 === 0)) return candidate;
  }
  return 20 * power;
}
