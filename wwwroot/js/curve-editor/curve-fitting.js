// @ts-check
// Dense samples -> few smooth keys, as CurveFitting.cs does it: least squares over all keys' values and slopes at once, failing segments halved until all are near enough.

import { bandedSystem } from "./banded-system.js";

/** @typedef {import("./curve.js").Keyframe} Keyframe */

/** Keeps a segment without inner samples from being undetermined; too weak to be seen. */
const SLOPE_PRIOR = 1e-6;

/**
 * Keys within a tolerance (> 0, in the channel's unit) of every sample; sample i stands at frame i.
 * @param {readonly number[]} samples at least one
 * @param {number} tolerance
 * @returns {Keyframe[]}
 */
export function fitKeys(samples, tolerance) {
  if (!(tolerance > 0)) throw new Error("The tolerance must be above 0; enter a larger one.");
  const low = Math.min(...samples);
  const high = Math.max(...samples);
  if (high - low <= 2 * tolerance) return [{ frame: 0, value: (low + high) / 2 }];

  for (let frames = [0, samples.length - 1]; ;) {
    const solution = solve(samples, frames);                                 // value, slope per knot
    const errors = frames.slice(1).map((_, i) => largestError(samples, frames, solution, i));
    if (errors.every((error) => error <= tolerance)) return toKeys(frames, solution);
    const more = halveWorst(frames, errors, tolerance);
    if (more.length === frames.length) return samples.map((value, frame) => ({ frame, value, kind: "linear" }));
    frames = more;
  }
}

/** A knot in the middle of every segment that fails and is worse than its neighbours: a key next door often mends a segment too. @param {readonly number[]} frames @param {readonly number[]} errors @param {number} tolerance */
function halveWorst(frames, errors, tolerance) {
  const errorOf = (/** @type {number} */ i) => (i >= 0 && i < errors.length && frames[i + 1] - frames[i] > 1 ? errors[i] : 0);
  const knots = [frames[0]];
  errors.forEach((_, i) => {
    if (errorOf(i) > tolerance && errorOf(i) >= errorOf(i - 1) && errorOf(i) >= errorOf(i + 1)) knots.push((frames[i] + frames[i + 1]) >> 1);
    knots.push(frames[i + 1]);
  });
  return knots;
}

/** @param {readonly number[]} samples @param {readonly number[]} frames */
function solve(samples, frames) {
  const system = bandedSystem(2 * frames.length, 3);
  for (let i = 0; i + 1 < frames.length; i++) {
    const [from, to] = [frames[i], frames[i + 1]];
    const last = i + 2 < frames.length ? to - 1 : to;                        // the next segment counts its first
    for (let f = from; f <= last; f++) system.addEquation(2 * i, hermite(f - from, to - from), samples[f], 1);
  }
  frames.forEach((frame, i) => {
    const [before, after] = [Math.max(frame - 1, 0), Math.min(frame + 1, samples.length - 1)];
    system.addEquation(2 * i + 1, [1], (samples[after] - samples[before]) / (after - before), SLOPE_PRIOR);
  });
  return system.solve();
}

/** Shares of value, slope, value, slope of a segment's two knots. @param {number} offset @param {number} span */
function hermite(offset, span) {
  const t = offset / span;
  const s = 1 - t;
  return [s * s * (1 + 2 * t), s * s * t * span, t * t * (3 - 2 * t), -t * t * s * span];
}

/** @param {readonly number[]} samples @param {readonly number[]} frames @param {Float64Array} solution @param {number} segment */
function largestError(samples, frames, solution, segment) {
  let largest = 0;
  for (let f = frames[segment]; f <= frames[segment + 1]; f++) {
    const value = hermite(f - frames[segment], frames[segment + 1] - frames[segment]).reduce((sum, share, k) => sum + share * solution[2 * segment + k], 0);
    largest = Math.max(largest, Math.abs(value - samples[f]));
  }
  return largest;
}

/** @param {readonly number[]} frames @param {Float64Array} solution @returns {Keyframe[]} */
function toKeys(frames, solution) {
  return frames.map((frame, i) => {
    const before = i > 0 ? frame - frames[i - 1] : 0;
    const after = i + 1 < frames.length ? frames[i + 1] - frame : 0;
    const slope = solution[2 * i + 1];
    return { frame, value: solution[2 * i], handles: "aligned", in: [-before / 3, (-slope * before) / 3], out: [after / 3, (slope * after) / 3] };
  });
}
