// @ts-check
// A value over frames: the same numbers as Curve.cs and BezierSegment.cs, operation by operation.

/**
 * One key. `kind` shapes the segment to the next key (default bezier); `handles` says where the handles come from (default auto);
 * `in` and `out` are [frames, value] offsets, read only when handles are aligned or free.
 * @typedef {{frame: number, value: number, kind?: "bezier" | "linear" | "hold", handles?: "auto" | "vector" | "aligned" | "free",
 *   in?: readonly [number, number], out?: readonly [number, number]}} Keyframe
 */

/**
 * Either keys in order of frame, or one sample per frame from frame 0 on.
 * @typedef {{keys?: readonly Keyframe[], samples?: readonly number[]}} Curve
 */

/** @typedef {readonly [frames: number, value: number]} Handle */

const MAX_STEPS = 60;
const TOLERANCE = 1e-15;
/** @type {Handle} */
const NO_HANDLE = [0, 0];

/**
 * The value at a frame, whole or not. Before the first and after the last key or sample it holds; of keys at one frame the last one counts.
 * @param {Curve} curve
 * @param {number} frame
 * @returns {number}
 */
export function evaluateCurve(curve, frame) {
  if (curve.samples) return evaluateSamples(curve.samples, frame);
  const keys = curve.keys ?? [];
  const index = lastKeyAt(keys, frame);
  if (index < 0) return keys[0].value;
  const left = keys[index];
  if (index === keys.length - 1 || left.kind === "hold") return left.value;
  const right = keys[index + 1];
  if (left.kind === "linear") return left.value + (right.value - left.value) * ((frame - left.frame) / (right.frame - left.frame));
  return evaluateBezier(left, handlesOf(keys, index).out, right, handlesOf(keys, index + 1).in, frame);
}

/**
 * The file's samples are 32-bit numbers.
 * @param {readonly number[]} samples
 * @param {number} frame
 */
function evaluateSamples(samples, frame) {
  const last = samples.length - 1;
  if (frame <= 0) return Math.fround(samples[0]);
  if (frame >= last) return Math.fround(samples[last]);
  const index = Math.floor(frame);
  const share = frame - index;
  const value = Math.fround(samples[index]);
  return share === 0 ? value : value + (Math.fround(samples[index + 1]) - value) * share;
}

/**
 * Index of the last key at or before the frame; -1 before the first.
 * @param {readonly Keyframe[]} keys
 * @param {number} frame
 */
export function lastKeyAt(keys, frame) {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle].frame <= frame) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The handles that evaluation uses at a key. A neighbour at the same frame counts as none.
 * @param {readonly Keyframe[]} keys
 * @param {number} index
 * @returns {{in: Handle, out: Handle}}
 */
export function handlesOf(keys, index) {
  const key = keys[index];
  if (key.handles === "aligned" || key.handles === "free") return { in: key.in ?? NO_HANDLE, out: key.out ?? NO_HANDLE };

  const previous = keys[index - 1];
  const next = keys[index + 1];
  const before = previous ? key.frame - previous.frame : 0;
  const rise = previous ? key.value - previous.value : 0;
  const after = next ? next.frame - key.frame : 0;
  const climb = next ? next.value - key.value : 0;
  if (key.handles === "vector") return { in: before > 0 ? [-before / 3, -rise / 3] : NO_HANDLE, out: after > 0 ? [after / 3, climb / 3] : NO_HANDLE };

  const slope = before > 0 && after > 0 ? monotoneSlope(before, rise / before, after, climb / after) : 0;
  return { in: [-before / 3, (-slope * before) / 3], out: [after / 3, (slope * after) / 3] };
}

/**
 * Source: Fritsch and Butland 1984, the weighted harmonic mean of two chords: cubics through it never leave the range of their two keys.
 * @param {number} before
 * @param {number} chordBefore
 * @param {number} after
 * @param {number} chordAfter
 */
function monotoneSlope(before, chordBefore, after, chordAfter) {
  if (chordBefore * chordAfter <= 0) return 0;
  const weightBefore = 2 * after + before;
  const weightAfter = after + 2 * before;
  return (weightBefore + weightAfter) / (weightBefore / chordBefore + weightAfter / chordAfter);
}

/**
 * The bezier between two keys as a function of the frame; handles are kept inside the segment, so that every frame has one value.
 * @param {Keyframe} left
 * @param {Handle} leaving
 * @param {Keyframe} right
 * @param {Handle} arriving
 * @param {number} frame
 */
function evaluateBezier(left, leaving, right, arriving, frame) {
  const span = right.frame - left.frame;
  const [frames1, value1] = shorten(leaving[0], leaving[1], span);
  const [frames2, value2] = shorten(-arriving[0], arriving[1], span);
  const t = solve(frames1 / span, 1 - frames2 / span, (frame - left.frame) / span);
  const s = 1 - t;
  return s * s * s * left.value + 3 * s * s * t * (left.value + value1) + 3 * s * t * t * (right.value + value2) + t * t * t * right.value;
}

/**
 * A handle pointing backwards stands upright; one longer than the segment is shortened along its own direction.
 * @param {number} frames
 * @param {number} value
 * @param {number} span
 * @returns {Handle}
 */
export function shorten(frames, value, span) {
  if (frames <= 0) return [0, value];
  return frames > span ? [span, value * (span / frames)] : [frames, value];
}

/**
 * Finds t with 3a t (1-t)^2 + 3b t^2 (1-t) + t^3 = x for a, b in 0..1 (monotone): Newton steps, halving where one leaves the bracket.
 * @param {number} a
 * @param {number} b
 * @param {number} x
 */
export function solve(a, b, x) {
  let low = 0;
  let high = 1;
  let t = x;
  for (let step = 0; step < MAX_STEPS; step++) {
    const s = 1 - t;
    const error = 3 * s * s * t * a + 3 * s * t * t * b + t * t * t - x;
    if (Math.abs(error) <= TOLERANCE) break;
    if (error > 0) high = t;
    else low = t;
    const slope = 3 * s * s * a + 6 * s * t * (b - a) + 3 * t * t * (1 - b);
    const next = t - error / slope;
    t = next > low && next < high ? next : (low + high) / 2;
  }
  return t;
}
