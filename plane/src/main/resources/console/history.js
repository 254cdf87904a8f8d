// The points of each workload, as many as the server keeps.

const POINTS_MAX = 600;
const GAP_MIN_MILLIS = 4000;

export class History {
  #lines = new Map();
  #interval = 1000;

  /** From the server; replaces what there is. */
  reset(workloads) {
    this.#lines.clear();
    for (const [name, points] of Object.entries(workloads)) {
      const steps = points.slice(1).map((point, i) => point.at - points[i].at).sort((a, b) => a - b);
      const usual = steps[Math.floor(steps.length / 2)] ?? 1000;
      points.forEach((point, i) => {
        point.gap = i > 0 && isGap(point.at - points[i - 1].at, usual);
      });
      this.#lines.set(name, points);
      this.#interval = usual;
    }
  }

  add(picture) {
    const at = Date.parse(picture.at);
    const before = this.until();
    if (before !== undefined && at > before) {
      // Slow to rise and quick to fall: one long pause must not make the next one look usual.
      this.#interval = Math.min(at - before, this.#interval * 1.5 + 50);
    }
    for (const workload of picture.workloads) {
      if (!this.#lines.has(workload.name)) this.#lines.set(workload.name, []);
      const points = this.#lines.get(workload.name);
      const last = points.at(-1);
      if (last && last.at >= at) continue;
      points.push({
        at,
        gap: last !== undefined && isGap(at - last.at, this.#interval),
        demand: workload.requestsPerSecond,
        capacity: workload.capacityPerSecond,
        desired: workload.desired,
        ready: workload.ready,
        latency: workload.latencyMillis,
        objective: workload.objectiveMillis,
      });
      if (points.length > POINTS_MAX) points.shift();
    }
  }

  points(name) {
    return this.#lines.get(name) ?? [];
  }

  /** How far apart pictures usually come, in milliseconds. */
  interval() {
    return this.#interval;
  }

  from() {
    const firsts = [...this.#lines.values()].filter((points) => points.length > 0).map((points) => points[0].at);
    return firsts.length > 0 ? Math.min(...firsts) : undefined;
  }

  until() {
    const lasts = [...this.#lines.values()].filter((points) => points.length > 0).map((points) => points.at(-1).at);
    return lasts.length > 0 ? Math.max(...lasts) : undefined;
  }
}

function isGap(step, usual) {
  return step > Math.max(GAP_MIN_MILLIS, 3 * usual);
}

/** Stretches of time in which the points say so; what is measured at a point is of the time before it. */
export function spans(points, isSo) {
  const found = [];
  for (let i = 1; i < points.length; i++) {
    if (points[i].gap || !isSo(points[i])) continue;
    const last = found.at(-1);
    if (last && last.to === points[i - 1].at) last.to = points[i].at;
    else found.push({from: points[i - 1].at, to: points[i].at});
  }
  return found;
}

/** Stretches of time of which nothing is known. */
export function unknownSpans(points, value) {
  const found = spans(points, (point) => value(point) === undefined);
  for (let i = 1; i < points.length; i++) {
    if (points[i].gap) found.push({from: points[i - 1].at, to: points[i].at});
  }
  return found;
}

export function total(stretches) {
  return stretches.reduce((sum, span) => sum + span.to - span.from, 0);
}

export const isOut = (point) => point.latency !== undefined && point.objective !== undefined && point.latency > point.objective;

export const isOver = (point) => point.demand !== undefined && point.capacity !== undefined && point.demand > point.capacity;
