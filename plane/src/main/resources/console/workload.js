// One workload: its figures in a row, and under each figure its line through time.

import {Chart} from './chart.js';
import {el, glyph, setText} from './dom.js';
import {isOut, isOver, spans, total, unknownSpans} from './history.js';
import {sentence} from './decisions.js';
import {duration, latency, number, quantile, rate, state, time, timeElement, together} from './words.js';

const TABLE_ROWS = 12;

const ms = (value) => (value >= 1000 ? `${number(value / 1000)} s` : number(value));
const orNoData = (value) => (value === undefined ? 'no data' : number(value));

export class WorkloadView {
  element = el('details', 'workload');
  #name;
  #figures = {demand: figure('Demand', 'line'), replicas: figure('Replicas', 'line'), latency: figure('Latency', 'line')};
  #state = el('span', 'state');
  #tag = el('span', 'tag');
  #facts = {inFlight: el('dd'), failed: el('dd'), bounds: el('dd'), out: el('dd')};
  #why = el('p', 'why');
  #charts = {demand: new Chart(), replicas: new Chart(), latency: new Chart()};
  #more = el('button', 'more-figures', 'As a table');
  #table = el('div', 'scroll');
  #points = [];
  #stateKey;

  /** @param redraw called when something was opened that has not been drawn */
  constructor(name, open, redraw) {
    this.#name = name;
    this.element.open = open;
    this.element.id = `workload-${encodeURIComponent(name)}`;
    const who = el('span', 'who', el('h3', '', name), this.#tag, this.#state);
    const {demand, replicas, latency: late} = this.#figures;
    this.element.append(el('summary', '', who, demand.element, replicas.element, late.element), this.#body());
    this.element.addEventListener('toggle', redraw);
    this.#more.addEventListener('click', () => {
      this.#table.hidden = !this.#table.hidden;
      this.#more.setAttribute('aria-expanded', String(!this.#table.hidden));
      redraw();
    });
  }

  /** @param frame {from, to}: the time that all charts show */
  update(workload, history, decision, frame) {
    this.#points = history.points(this.#name);
    this.#updateFigures(workload);
    if (!this.element.open) return;
    setText(this.#facts.inFlight, orNoData(workload.inFlight));
    setText(this.#facts.failed, number(workload.failed));
    const out = total(spans(this.#points, isOut));
    setText(this.#facts.bounds, `${workload.min} to ${workload.max}`);
    setText(this.#facts.out, known(this.#points, (point) => point.latency) === undefined ? 'no data' : duration(out));
    if (decision && this.#why.dataset.id !== decision.id) {
      this.#why.dataset.id = decision.id;
      this.#why.replaceChildren(timeElement(decision.at), ' ', sentence(decision));
    }
    this.#drawDemand(frame);
    this.#drawReplicas(workload, frame);
    this.#drawLatency(workload, frame, out);
    if (!this.#table.hidden) this.#fillTable();
  }

  #body() {
    const {demand, replicas, latency: late} = this.#charts;
    const facts = el('dl', 'facts',
      el('dt', '', 'In flight'), this.#facts.inFlight,
      el('dt', '', 'Failed'), this.#facts.failed,
      el('dt', '', 'Allowed'), this.#facts.bounds,
      el('dt', '', 'Out of objective'), this.#facts.out);
    const box = el('div', 'body', el('div', 'side', facts, this.#more),
      plot(demand, ['line', 'Demand'], ['area', 'capacity, requests/s']),
      plot(replicas, ['line', 'Ready'], ['goal', 'wanted, replicas']),
      plot(late, ['line', 'Latency'], ['goal', 'objective, ms']),
      this.#why, this.#table);
    this.#more.type = 'button';
    this.#more.setAttribute('aria-expanded', 'false');
    this.#more.setAttribute('aria-label', `As a table: figures of ${this.#name}`);
    this.#table.hidden = true;
    this.#table.tabIndex = 0;
    this.#table.setAttribute('role', 'region');
    this.#table.setAttribute('aria-label', `Figures of ${this.#name}`);
    box.addEventListener('pointermove', (event) => this.#point(event));
    box.addEventListener('pointerleave', () => this.#mark(undefined));
    return box;
  }

  #updateFigures(workload) {
    const {demand, replicas, latency: late} = this.#figures;
    setText(this.#tag, workload.criticality);
    const now = state(workload);
    if (this.#stateKey !== now.text) {
      this.#stateKey = now.text;
      this.#state.replaceChildren(glyph(now.key), now.text);
      this.element.classList.remove('ok', 'out', 'unknown');
      this.element.classList.add(now.key);
    }
    const {requestsPerSecond, capacityPerSecond, ready, desired} = workload;
    demand.set('Demand', rate(requestsPerSecond), `capacity ${together(rate(capacityPerSecond))}`, 'area');
    const wanted = ready === desired ? `${desired} wanted` : `${desired} wanted, ${move(ready, desired)}`;
    replicas.set('Replicas', [String(ready), ' ready'], wanted, 'goal');
    const objective = workload.objectiveMillis === undefined ? 'no objective' : `objective ${together(latency(workload.objectiveMillis))}`;
    late.set(`Latency${quantile(workload.objectiveQuantile)}`, latency(workload.latencyMillis), objective, 'goal');
  }

  #drawDemand(frame) {
    const points = this.#points;
    const demand = (point) => point.demand;
    const capacity = (point) => point.capacity;
    const now = points.at(-1);
    this.#charts.demand.draw({
      ...frame,
      top: greatest(points, demand, capacity),
      format: number,
      layers: {
        unknown: {spans: unknownSpans(points, demand)},
        out: {spans: spans(points, isOver)},
        area: {points, value: capacity, step: true, fill: true},
        edge: {points, value: capacity, step: true},
        line: {points, value: demand},
      },
      summary: `Demand of ${this.#name} against the capacity of its ready replicas over ${duration(frame.to - frame.from)}. `
        + `Now ${together(rate(now?.demand))} of ${together(rate(now?.capacity))}; `
        + `demand at most ${together(rate(known(points, demand)))}; above capacity for ${duration(total(spans(points, isOver)))}.`,
    });
  }

  #drawReplicas(workload, frame) {
    const points = this.#points;
    const ready = (point) => point.ready;
    const desired = (point) => point.desired;
    this.#charts.replicas.draw({
      ...frame,
      top: greatest(points, ready, desired),
      format: number,
      whole: true,
      layers: {
        unknown: {spans: unknownSpans(points, ready)},
        line: {points, value: ready, step: true},
        goal: {points, value: desired, step: true},
      },
      summary: `Replicas of ${this.#name} over ${duration(frame.to - frame.from)}. `
        + `Now ${workload.ready} ready and ${workload.desired} wanted; most ready ${orNoData(known(points, ready))}.`,
    });
  }

  #drawLatency(workload, frame, out) {
    const points = this.#points;
    const measured = (point) => point.latency;
    const objective = (point) => point.objective;
    const aim = workload.objectiveMillis;
    this.#charts.latency.draw({
      ...frame,
      top: Math.max(greatest(points, measured), (aim ?? 0) * 1.5),
      format: ms,
      layers: {
        unknown: {spans: unknownSpans(points, measured)},
        out: {spans: spans(points, isOut)},
        goal: {points, value: objective, step: true},
        line: {points, value: measured},
      },
      note: aim === undefined ? undefined : {text: `objective ${together(latency(aim))}`, value: aim},
      summary: `Latency of ${this.#name} over ${duration(frame.to - frame.from)}. Now ${together(latency(workload.latencyMillis))}, `
        + `${aim === undefined ? 'no objective is set' : `objective ${together(latency(aim))}, out of it for ${duration(out)}`}; `
        + `at most ${together(latency(known(points, measured)))}.`,
    });
  }

  #fillTable() {
    const points = this.#points;
    const rows = Math.min(TABLE_ROWS, points.length);
    const picked = Array.from({length: rows}, (_, i) => points[points.length - 1 - Math.floor((i * (points.length - 1)) / Math.max(1, rows - 1))]);
    const head = el('tr', '', ...['Time', 'Demand /s', 'Capacity /s', 'Ready', 'Wanted', 'Latency ms', 'Objective ms'].map((title) => {
      const cell = el('th', '', title);
      cell.scope = 'col';
      return cell;
    }));
    const body = picked.map((point) => {
      const cells = [point.demand, point.capacity, point.ready, point.desired, point.latency, point.objective];
      const first = el('th', '', timeElement(point.at));
      first.scope = 'row';
      return el('tr', '', first, ...cells.map((value) => el('td', '', orNoData(value))));
    });
    const table = el('table', '', el('caption', '', `${this.#name}, latest first`), el('thead', '', head), el('tbody', '', ...body));
    this.#table.replaceChildren(table);
  }

  #point(event) {
    const chart = Object.values(this.#charts).find((candidate) => candidate.element === event.target.closest('svg'));
    this.#mark(chart?.timeAt(event.clientX));
  }

  #mark(at) {
    const near = at === undefined ? undefined : nearest(this.#points, at);
    const {demand, replicas, latency: late} = this.#charts;
    demand.mark(near?.at, near && `${time(near.at)}  ${together(rate(near.demand))} of ${together(rate(near.capacity))}`);
    replicas.mark(near?.at, near && `${time(near.at)}  ${near.ready} of ${near.desired} ready`);
    late.mark(near?.at, near && `${time(near.at)}  ${together(latency(near.latency))}`);
  }
}

function move(ready, desired) {
  return ready < desired ? `${desired - ready} starting` : `${ready - desired} stopping`;
}

/** A number with its unit, and below it what it is held against; the keys are those of the chart. */
function figure(title, key) {
  const label = el('span', 'label', title);
  const value = el('b');
  const unit = el('span', 'unit');
  const against = el('span');
  const swatch = el('i', 'key');
  const element = el('span', 'figure', el('span', 'label-line', el('i', `key ${key}`), label), el('span', 'value', value, unit), el('span', 'against', swatch, against));
  return {
    element,
    set(name, [text, unitText], againstText, againstKey) {
      setText(label, name);
      setText(value, text);
      value.classList.toggle('no-data', unitText === '');
      setText(unit, unitText);
      setText(against, againstText);
      swatch.className = `key ${againstKey}`;
    },
  };
}

/** The caption carries the keys where there is no room for them beside the figures. */
function plot(chart, ...keys) {
  const parts = keys.map(([key, text]) => el('span', '', el('i', `key ${key}`), text, ' '));
  return el('figure', '', el('figcaption', '', ...parts), chart.element);
}

function known(points, value) {
  const values = points.map(value).filter((found) => found !== undefined);
  return values.length > 0 ? Math.max(...values) : undefined;
}

function greatest(points, ...values) {
  return Math.max(0, ...values.map((value) => known(points, value) ?? 0));
}

function nearest(points, at) {
  return points.reduce((best, point) => (!best || Math.abs(point.at - at) < Math.abs(best.at - at) ? point : best), undefined);
}
