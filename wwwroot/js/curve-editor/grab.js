// @ts-check
// Grabbing the face: which channel values bring a landmark to a place. Damped least squares within the channels' bounds
// (Wampler 1986; Levenberg-Marquardt with a projected step), on any function from values to landmarks.

import { withTwin } from "./linked.js";
import { channels } from "./track.js";

/** @typedef {import("./face-handles.js").Handle} Handle */
/** @typedef {import("./face-handles.js").Axis} Axis */
/** @typedef {readonly [x: number, y: number]} Point film pixels */
/** 58 values to x, y, z of landmarks; the array may be reused. @typedef {(values: Float64Array) => ArrayLike<number>} LandmarksOf */

/** `values`: played values of the channels that the grab changed. `point`: where the landmark is with them. @typedef {{values: Record<string, number>, point: Point}} Grabbed */

const MOST_STEPS = 8;
const DAMPING = 0.004; // outer-eye distances a whole unit of a channel costs: a pointer is missed by 1 % of its way at most
const CLOSE = 0.001; // outer-eye distances
const PROBE = 0.02;
const placeOf = new Map(channels.map(({ name }, i) => [name, i]));

/**
 * Holds a handle of a face that shows `start`. Each `to` solves anew from that start, so the same place always gives the same values.
 * @param {LandmarksOf} landmarksOf
 * @param {Handle} handle
 * @param {Float64Array} start 58 values
 * @param {{iod: number, linked: boolean}} options outer-eye distance in film pixels; linked: the other side moves along
 */
export function grab(landmarksOf, handle, start, { iod, linked }) {
  const axes = handle.axes.filter(({ lone }) => !lone || !linked).map((axis) => spanOf(axis, start, linked));
  const from = pointOf(landmarksOf(start), handle);
  return {
    /** Where the landmark was grabbed. */
    from,
    /** @param {Point} target where it is to be @returns {Grabbed} */
    to(target) {
      const best = solve(axes.map(() => 0), target);
      const values = valuesAt(axes, start, best.way);
      const changed = axes.flatMap((axis, k) => (best.way[k] === 0 ? [] : [...axis.plus, ...axis.minus])).filter((i) => values[i] !== start[i]);
      return { values: Object.fromEntries(changed.map((i) => [channels[i].name, values[i]])), point: best.point };
    },
  };

  /** @param {number[]} begin @param {Point} target */
  function solve(begin, target) {
    let now = measure(begin, target);
    for (let step = 0; step < MOST_STEPS && Math.hypot(...now.miss) > CLOSE; step++) {
      const slopes = axes.map((axis, k) => slopeOf(axis, k, now, target));
      let next = now;
      for (let share = 1; share > 0.1 && next.cost >= now.cost; share /= 2) next = measure(stepped(axes, now, slopes, share), target);
      if (next.cost >= now.cost - 1e-12) break;
      now = next;
    }
    return now;
  }

  /** @param {number[]} way along each axis @param {Point} target */
  function measure(way, target) {
    const point = pointOf(landmarksOf(valuesAt(axes, start, way)), handle);
    const miss = [(point[0] - target[0]) / iod, (point[1] - target[1]) / iod];
    const cost = miss[0] ** 2 + miss[1] ** 2 + axes.reduce((sum, axis, k) => sum + (DAMPING * axis.cost * way[k]) ** 2, 0);
    return { way, point, miss, cost };
  }

  /** On the side of the kink between plus and minus where the miss gets smaller. @param {Span} axis @param {number} k @param {ReturnType<typeof measure>} now @param {Point} target */
  function slopeOf({ low, high }, k, now, target) {
    const sides = [PROBE, -PROBE].flatMap((probe) => {
      const at = now.way[k] + probe;
      if (at < low || at > high) return [];
      const there = measure(now.way.with(k, at), target);
      return [{ cost: there.cost, slope: [0, 1].map((c) => (there.miss[c] - now.miss[c]) / probe) }];
    });
    sides.sort((a, b) => a.cost - b.cost);
    return sides[0]?.slope ?? [0, 0];
  }
}

/** An axis of a face in some state: channel places, and how far it can go both ways. @typedef {{plus: number[], minus: number[], low: number, high: number, cost: number}} Span */

/** @param {Axis} axis @param {Float64Array} start @param {boolean} linked @returns {Span} */
function spanOf({ plus, minus, cost }, start, linked) {
  const up = place(plus);
  const down = minus === null ? -1 : place(minus);
  const { minimum, maximum } = channels[up];
  const low = down < 0 ? minimum - start[up] : -start[up] - (channels[down].maximum - start[down]);
  const high = maximum - start[up] + (down < 0 ? 0 : start[down]);
  return { plus: withTwins(up, linked), minus: down < 0 ? [] : withTwins(down, linked), low, high, cost };
}

/** @param {string} name */
function place(name) {
  const at = placeOf.get(name);
  if (at === undefined) throw new Error(`There is no channel "${name}".`);
  return at;
}

/** @param {number} at @param {boolean} linked */
const withTwins = (at, linked) => withTwin(channels[at].name, linked).map(place);

/** Going one way first takes back what the opposite channel shows, then adds; each side of the face within its own bounds. @param {readonly Span[]} axes @param {Float64Array} start @param {readonly number[]} way */
function valuesAt(axes, start, way) {
  const values = start.slice();
  axes.forEach(({ plus, minus }, k) => {
    if (minus.length === 0) return plus.forEach((i) => add(values, i, way[k]));
    const [growing, shrinking] = way[k] >= 0 ? [plus, minus] : [minus, plus];
    const taken = shrinking.map((i) => Math.min(Math.abs(way[k]), start[i]));
    growing.forEach((i, n) => add(values, i, Math.abs(way[k]) - (taken[n] ?? taken[0])));
    shrinking.forEach((i, n) => add(values, i, -taken[n]));
  });
  return values;
}

/** @param {Float64Array} values @param {number} i @param {number} by */
function add(values, i, by) {
  values[i] = Math.min(Math.max(values[i] + by, channels[i].minimum), channels[i].maximum);
}

/**
 * One damped Gauss-Newton step, held within the bounds: an axis that hits one stays there and the others are solved again.
 * @param {readonly Span[]} axes @param {{way: number[], miss: readonly number[]}} now @param {readonly (readonly number[])[]} slopes @param {number} share
 */
function stepped(axes, now, slopes, share) {
  const way = now.way.slice();
  /** @type {number[]} */ let free = axes.map((_, k) => k);
  let miss = now.miss;
  while (free.length > 0) {
    const current = miss;
    const matrix = free.map((j) => free.map((k) => dot(slopes[j], slopes[k]) + (j === k ? (DAMPING * axes[k].cost) ** 2 : 0)));
    const right = free.map((k) => -dot(slopes[k], current) - (DAMPING * axes[k].cost) ** 2 * now.way[k]);
    const moves = solveLinear(matrix, right);
    const bound = free.findIndex((k, n) => outside(axes[k], now.way[k] + share * moves[n]));
    if (bound < 0) {
      free.forEach((k, n) => (way[k] = now.way[k] + share * moves[n]));
      break;
    }
    const k = free[bound];
    way[k] = now.way[k] + moves[bound] * share < axes[k].low ? axes[k].low : axes[k].high;
    const moved = way[k] - now.way[k];
    miss = [0, 1].map((c) => current[c] + slopes[k][c] * moved);
    free = free.filter((j) => j !== k);
  }
  return way;
}

/** @param {Span} axis @param {number} at */
const outside = ({ low, high }, at) => at < low || at > high;

/** @param {readonly number[]} a @param {readonly number[]} b */
const dot = (a, b) => a[0] * b[0] + a[1] * b[1];

/** Symmetric and positive definite, so that no row needs to be exchanged. @param {number[][]} matrix @param {number[]} right */
function solveLinear(matrix, right) {
  const n = right.length;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const factor = matrix[j][i] / matrix[i][i];
      for (let k = i; k < n; k++) matrix[j][k] -= factor * matrix[i][k];
      right[j] -= factor * right[i];
    }
  }
  const solution = right.slice();
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) solution[i] -= matrix[i][k] * solution[k];
    solution[i] /= matrix[i][i];
  }
  return solution;
}

/** @param {ArrayLike<number>} landmarks @param {Handle} handle @returns {Point} */
export const pointOf = (landmarks, { landmark }) => [landmarks[3 * landmark], landmarks[3 * landmark + 1]];
