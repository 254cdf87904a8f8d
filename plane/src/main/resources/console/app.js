// The page: pictures come in, and at most twice a second what is new is shown.

import {Connection} from './connection.js';
import {Decisions} from './decisions.js';
import {el, glyph, setText} from './dom.js';
import {History} from './history.js';
import {byCriticality, duration, time, timeElement, verdict, zone} from './words.js';
import {WorkloadView} from './workload.js';

const RENDER_MILLIS = 500;
const OPEN_MAX = 6; // so many workloads show their charts from the start

const $ = (id) => document.getElementById(id);
const history = new History();
const decisions = new Decisions();
const views = new Map();
const onScreen = new Set();
let picture;
let lostAt;
let order = '';
let verdictShown = '';
let alertsShown = '';
let renderedAt = -RENDER_MILLIS;
let planned;

const watcher = new IntersectionObserver((entries) => {
  for (const {target, isIntersecting} of entries) {
    if (isIntersecting) onScreen.add(target);
    else onScreen.delete(target);
  }
  plan();
}, {rootMargin: '200px'});

const connection = new Connection({
  picture(next) {
    picture = next;
    history.add(next);
    decisions.add(next.decisions);
    plan();
  },
  history(kept) {
    history.reset(kept.workloads);
    decisions.add(kept.decisions);
    plan();
  },
  live() {
    lostAt = undefined;
    showAge();
  },
  lost() {
    lostAt ??= connection?.now() ?? Date.now();
    showAge();
  },
});

document.addEventListener('visibilitychange', plan);
window.addEventListener('resize', plan);
setInterval(showAge, 1000);

function plan() {
  if (planned || document.hidden) return;
  planned = setTimeout(() => {
    planned = undefined;
    renderedAt = performance.now();
    render();
  }, Math.max(0, renderedAt + RENDER_MILLIS - performance.now()));
}

function render() {
  if (!picture || document.hidden) return;
  const workloads = [...picture.workloads].sort(byCriticality);
  setText($('platform'), picture.platform);
  $('simulated').hidden = !picture.simulated;
  showAlerts(picture.alerts);
  showWorkloads(workloads);
  decisions.show($('decision-list'), $('decision-none'));
  showAge();
}

function showVerdict(workloads) {
  const {key, text, names} = asOf(verdict(workloads));
  const shown = [text, ...names].join(' ');
  if (shown === verdictShown) return;
  verdictShown = shown;
  const links = names.flatMap((name, i) => {
    const link = el('a', '', name);
    link.href = `#workload-${encodeURIComponent(encodeURIComponent(name))}`;
    return [i > 0 ? ', ' : ' ', link];
  });
  $('verdict').className = key;
  $('headline').replaceChildren(glyph(key), el('span', '', text, ...links));
  const mark = {ok: '', out: '\u25b2 ', unknown: '? '}[key];
  document.title = `${mark}${picture.platform}: ${shown}`;
}

/** What was so when last seen need not be so now. */
function asOf(seen) {
  if (!isOld()) return seen;
  return {...seen, key: 'unknown', text: `As of ${time(Date.parse(picture.at))}: ${seen.text}`};
}

function showAlerts(alerts) {
  const shown = JSON.stringify(alerts);
  if (shown === alertsShown) return;
  alertsShown = shown;
  $('alerts').hidden = alerts.length === 0;
  $('alert-list').replaceChildren(...alerts.map((alert) => {
    return el('li', '', timeElement(alert.at), ' ', el('strong', '', alert.workload), ' ', alert.sentence);
  }));
}

function showWorkloads(workloads) {
  arrange(workloads);
  const to = history.until() ?? Date.parse(picture.at);
  const frame = {from: Math.min(history.from() ?? to, to - 60_000), to};
  for (const workload of workloads) {
    const view = views.get(workload.name);
    if (onScreen.has(view.element)) view.update(workload, history, decisions.latest(workload.name), frame);
  }
  setText($('about'), `Last ${duration(Math.round((to - frame.from) / 60_000) * 60_000)} \u00b7 times in ${zone} \u00b7 tick ${picture.tick} \u00b7 spec ${picture.specVersion}`);
}

function arrange(workloads) {
  const names = JSON.stringify(workloads.map((workload) => workload.name));
  if (names === order) return;
  order = names;
  const wanted = new Set(workloads.map((workload) => workload.name));
  for (const [name, view] of views) {
    if (wanted.has(name)) continue;
    watcher.unobserve(view.element);
    onScreen.delete(view.element);
    views.delete(name);
  }
  for (const {name} of workloads) {
    if (views.has(name)) continue;
    const view = new WorkloadView(name, workloads.length <= OPEN_MAX, plan);
    views.set(name, view);
    onScreen.add(view.element); // until the watcher says otherwise
    watcher.observe(view.element);
  }
  $('workload-list').replaceChildren(...workloads.map((workload) => views.get(workload.name).element));
}

/** Whether the picture tells of the past: the line is down, or the control loop sends nothing. */
function isOld() {
  if (lostAt || !picture) return lostAt !== undefined;
  return connection.now() - Date.parse(picture.at) > Math.max(10_000, 3 * history.interval());
}

function showAge() {
  const trouble = $('trouble');
  const at = picture && Date.parse(picture.at);
  const age = picture && Math.max(0, connection.now() - at);
  const quiet = !lostAt && isOld();
  setText($('connection-state'), lostAt ? 'Connection lost' : quiet ? 'No new picture' : picture ? 'Live' : 'Connected');
  $('connection').className = lostAt ? 'lost' : quiet ? 'quiet' : 'live';
  $('connection').title = picture ? new Date(at).toISOString() : '';
  setText($('connection-age'), picture ? `${time(at)}, ${duration(age)} ago` : '');
  if (lostAt) {
    const last = picture ? ` What you see is of ${time(at)}.` : '';
    setText(trouble, `Connection to the control plane lost at ${time(lostAt)}.${last} Trying again by itself.`);
  } else if (quiet) {
    setText(trouble, `Connected, but the control plane has sent no picture since ${time(at)}.`);
  }
  trouble.className = lostAt ? 'lost' : 'quiet';
  trouble.hidden = !lostAt && !quiet;
  if (picture) showVerdict([...picture.workloads].sort(byCriticality));
}
