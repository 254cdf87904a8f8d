// What was decided, word for word.

import {el} from './dom.js';
import {timeElement} from './words.js';

const SHOWN_MAX = 40;
const KEPT_MAX = 500;

/** The sentence unchanged; what was changed and the codes of the reasons are only set apart. */
export function sentence(decision) {
  const text = el('span', 'sentence');
  const head = [`${decision.workload} ${decision.from} -> ${decision.to}`, `${decision.workload} ${decision.from} stays`]
    .find((start) => decision.sentence.startsWith(start)) ?? '';
  if (head) text.append(el('strong', '', head));
  for (const part of decision.sentence.slice(head.length).split(/(\b[A-Z]{3,}(?:_[A-Z]+)*\b)/)) {
    text.append(/^[A-Z]{3,}/.test(part) ? el('span', 'code', part) : part);
  }
  return text;
}

export class Decisions {
  #known = new Map();
  #latest = new Map();
  #stale = true;

  add(decisions) {
    for (const decision of decisions) {
      const last = this.#latest.get(decision.workload);
      if (!last || Date.parse(decision.at) >= Date.parse(last.at)) this.#latest.set(decision.workload, decision);
      if (decision.changes && !this.#known.has(decision.id)) {
        this.#known.set(decision.id, decision);
        this.#stale = true;
      }
    }
    if (this.#known.size > KEPT_MAX) {
      const newest = [...this.#known.values()].sort(byTime).slice(0, SHOWN_MAX);
      this.#known = new Map(newest.map((decision) => [decision.id, decision]));
    }
  }

  latest(workload) {
    return this.#latest.get(workload);
  }

  /** Newest first; left alone while nothing new was decided. */
  show(list, none) {
    if (!this.#stale) return;
    this.#stale = false;
    const newest = [...this.#known.values()].sort(byTime).slice(0, SHOWN_MAX);
    list.replaceChildren(...newest.map((decision) => el('li', '', timeElement(decision.at), ' ', sentence(decision))));
    none.hidden = newest.length > 0;
  }
}

function byTime(one, other) {
  return Date.parse(other.at) - Date.parse(one.at) || (one.id < other.id ? -1 : 1);
}
