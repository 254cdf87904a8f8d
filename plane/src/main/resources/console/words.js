// Numbers, times and states as people read them.

const NO_DATA = 'no data';

const shortNumber = new Intl.NumberFormat('en', {maximumSignificantDigits: 2});
const wholeNumber = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const clock = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit', second: '2-digit'});
const shortClock = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit'});

export const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

export function number(value) {
  if (value === undefined) return NO_DATA;
  return Math.abs(value) >= 10 ? wholeNumber.format(value) : shortNumber.format(value);
}

/** A value and its unit apart, so that the number can be the larger one. */
export function rate(value) {
  return value === undefined ? [NO_DATA, ''] : [number(value), '/s'];
}

export function latency(millis) {
  if (millis === undefined) return [NO_DATA, ''];
  return millis >= 1000 ? [number(millis / 1000), ' s'] : [number(millis), ' ms'];
}

export function together([value, unit]) {
  return value + unit;
}

/** 0.99 is p99, 0.999 is p99.9. */
export function quantile(value) {
  return value === undefined ? '' : ` p${Number((value * 100).toFixed(3))}`;
}

/** Whole minutes from ten minutes on. */
export function duration(millis) {
  const seconds = Math.round(millis / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = seconds < 600 ? Math.floor(seconds / 60) : Math.round(seconds / 60);
  if (seconds >= 600 && minutes < 60) return `${minutes} min`;
  if (minutes < 60) return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}

export function time(at) {
  return clock.format(at);
}

export function shortTime(at) {
  return shortClock.format(at);
}

/** In the viewer's zone, with UTC on demand; with the day when it is not today. */
export function timeElement(at) {
  const element = document.createElement('time');
  const date = new Date(at);
  element.dateTime = date.toISOString();
  element.title = date.toISOString().replace('T', ' ').replace(/(\.000)?Z$/, ' UTC');
  const today = date.toDateString() === new Date().toDateString();
  const day = date.toLocaleDateString('en-GB', {day: 'numeric', month: 'short'});
  element.textContent = today ? time(date) : `${day} ${time(date)}`;
  return element;
}

/** ok, out or unknown: what the latest figures say of the objective. */
export function state(workload) {
  const {latencyMillis: latencyNow, objectiveMillis: objective} = workload;
  if (workload.requestsPerSecond === undefined) return {key: 'unknown', text: 'No demand data'};
  if (objective === undefined) return {key: 'unknown', text: 'No objective set'};
  if (latencyNow === undefined) {
    // Without a request there is no latency to be judged: that is rest, not ignorance.
    if (workload.requestsPerSecond === 0) return {key: 'ok', text: 'Idle'};
    return {key: 'unknown', text: 'No latency data'};
  }
  if (latencyNow > objective) return {key: 'out', text: 'Out of objective'};
  return {key: 'ok', text: 'Within objective'};
}

const CRITICALITY = ['life-safety', 'critical', 'standard', 'deferrable'];

/** The most critical first; the order never changes with the figures, so nothing jumps. */
export function byCriticality(one, other) {
  const rank = (workload) => (CRITICALITY.indexOf(workload.criticality) + 5) % 5;
  return rank(one) - rank(other) || one.name.localeCompare(other.name, 'en', {numeric: true});
}

/** The whole state of the platform in one line; its parts name the workloads to look at. */
export function verdict(workloads) {
  const out = workloads.filter((workload) => state(workload).key === 'out');
  const unknown = workloads.filter((workload) => state(workload).key === 'unknown');
  if (workloads.length === 0) return {key: 'unknown', text: 'No workloads', names: []};
  if (out.length > 0) {
    const text = out.length === 1 ? 'Out of objective:' : `${out.length} of ${workloads.length} out of objective:`;
    return {key: 'out', text, names: out.map((workload) => workload.name)};
  }
  if (unknown.length > 0) {
    return {key: 'unknown', text: 'Not known whether within objective:', names: unknown.map((w) => w.name)};
  }
  const text = workloads.length === 1 ? 'Within objective' : `All ${workloads.length} workloads within objective`;
  return {key: 'ok', text, names: []};
}
