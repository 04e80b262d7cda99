// @ts-check
// Edits of time: all layers go along, captured ones and ranges too, and so do the driver's pictures and what is heard (`time-map.js`).

import { keepingCapture } from "./capture.js";
import { clamp, refuseLocked, withLayers } from "./change.js";
import { splitAt } from "./split.js";
import { inARow, inOtherTime } from "./time-map.js";
import { warpCurve, warpTrack } from "./warp.js";

export { closeLoop } from "./loop.js";
export { smooth } from "./smoothing.js";
export { setStrength } from "./strength.js";

/** @typedef {import("./curve.js").Curve} Curve */
/** @typedef {import("./editor.js").Range} Range */
/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./track.js").Track} Track */
/** @typedef {import("./warp.js").Piece} Piece */

/**
 * So many frames more, in which what is seen at the frame is held.
 * @param {Project} project
 * @param {number} frame
 * @param {number} count
 * @returns {Project}
 */
export function rippleInsert(project, frame, count) {
  const { length } = project.track;
  const at = clamp(Math.round(frame), 0, length);
  const shown = Math.min(at, length - 1);
  const more = wholeFrames(count);
  return warped(project, [
    { from: -Infinity, to: at, factor: 1, shift: 0 },
    { from: at, to: Infinity, factor: 1, shift: more },
  ], inARow([0, at], [shown, shown, more], [at, length]));
}

/** The frames of the range go, what follows moves up. @param {Project} project @param {Range} range @returns {Project} */
export function rippleDelete(project, range) {
  const { from, to } = wholeRange(project.track, range);
  const { length } = project.track;
  const count = to + 1 - from;
  if (count === length) throw new Error("All frames are marked; leave at least one.");
  /** @type {Piece} */ const after = { from: to + 1, to: Infinity, factor: 1, shift: -count };
  return warped(project, from === 0 ? [after] : [{ from: -Infinity, to: from - 1, factor: 1, shift: 0 }, after], inARow([0, from], [to + 1, length]));
}

/** Only the range stays. @param {Project} project @param {Range} range @returns {Project} */
export function trim(project, range) {
  const { track } = project;
  const { from, to } = wholeRange(track, range);
  return to + 1 - from === track.length ? project : warped(project, [{ from, to: track.loop ? to + 1 : to, factor: 1, shift: -from }], inARow([from, to + 1]));
}

/** The range lasts so many frames, what follows moves along. @param {Project} project @param {Range} range @param {number} newFrames @returns {Project} */
export function retime(project, range, newFrames) {
  const { from, to } = wholeRange(project.track, range);
  const count = to + 1 - from;
  const wanted = wholeFrames(newFrames);
  if (wanted === count) return project;
  const factor = wanted / count;
  return warped(project, [
    { from: -Infinity, to: from, factor: 1, shift: 0 },
    { from, to: to + 1, factor, shift: from - from * factor },
    { from: to + 1, to: Infinity, factor: 1, shift: wanted - count },
  ], inARow([0, from], [from, to + 1, wanted], [to + 1, project.track.length]));
}

/**
 * Channels come so many frames later (earlier below 0), in every layer. In a loop what leaves at one end enters at the other.
 * @param {Project} project
 * @param {readonly string[]} names of channels
 * @param {number} frames
 * @returns {Project}
 */
export function offsetCurves(project, names, frames) {
  const { layers, length, loop } = project.track;
  const by = Math.round(frames);
  const moved = names.filter((name) => layers.some(({ curves }) => curves[name]));
  if (by === 0 || moved.length === 0) return project;
  refuseLocked(project, moved);
  const first = ((by % length) + length) % length;
  /** @type {readonly Piece[]} */ const pieces = !loop
    ? [{ from: -Infinity, to: Infinity, factor: 1, shift: by }]
    : [{ from: length - first, to: length, factor: 1, shift: first - length }, { from: 0, to: length - first, factor: 1, shift: first }];
  return keepingCapture(project, withLayers(project, layers.map((layer) => {
    const shifted = Object.entries(layer.curves).map(([name, curve]) => [name, moved.includes(name) ? warpCurve(loop ? withEnds(curve, length) : curve, pieces, length, length) : curve]);
    return { ...layer, curves: Object.fromEntries(shifted) };
  })));
}

/** A curve with keys at both ends of the loop. @param {Curve} curve @param {number} length @returns {Curve} */
const withEnds = ({ keys, samples }, length) => (keys && keys.length > 1 ? { keys: splitAt(splitAt(keys, 0), length) } : { keys, samples });

/** @param {Project} project @param {readonly Piece[]} pieces of the curves @param {readonly import("./time-map.js").Segment[]} edit new frames to old ones @returns {Project} */
function warped(project, pieces, edit) {
  const last = edit[edit.length - 1];
  return keepingCapture(project, inOtherTime(project, edit, warpTrack(project.track, pieces, last.frame + last.frames)));
}

/** @param {number} count */
function wholeFrames(count) {
  const whole = Math.round(count);
  if (!(whole >= 1)) throw new Error("At least one frame is needed; enter 1 or more.");
  return whole;
}

/** @param {Track} track @param {Range} range */
function wholeRange({ length }, range) {
  const from = clamp(Math.round(range.from), 0, length - 1);
  const to = clamp(Math.round(range.to), 0, length - 1);
  if (!(from <= to) || range.to < 0 || range.from > length - 1) throw new Error("The range is empty; mark some frames first.");
  return { from, to };
}
