// @ts-check
// Time cut into pieces that go elsewhere: what inserting, deleting, trimming and retiming have in common.

import { evaluateCurve } from "./curve.js";
import { cleanKey, limits, slot } from "./change.js";
import { fixed, splitAt } from "./split.js";
import { stretched } from "./stretch.js";

/** @typedef {import("./curve.js").Curve} Curve */
/** @typedef {import("./curve.js").Keyframe} Keyframe */
/** @typedef {import("./track.js").Track} Track */
/** @typedef {import("./track.js").Layer} Layer */
/** @typedef {import("./track.js").LayerRange} LayerRange */

/** Frames from..to go to frame * factor + shift. In order of where they go; what no piece covers is left out. @typedef {{from: number, to: number, factor: number, shift: number}} Piece */

/** Values nearer than this are one: they were computed on two ways. */
const SAME = 1e-9;

/** All layers of a track in other time; a layer whose range is left out goes. @param {Track} track @param {readonly Piece[]} pieces @param {number} length @returns {Track} */
export function warpTrack(track, pieces, length) {
  if (length > limits.length) throw new Error(`The motion would have ${length} frames; at most ${limits.length} are possible.`);
  const layers = track.layers.flatMap((layer) => {
    const range = layer.range && warpRange(layer.range, pieces);
    if (range && (range.from > range.to || range.to < 0 || range.from > length)) return [];
    const curves = Object.fromEntries(Object.entries(layer.curves).map(([name, curve]) => [name, warpCurve(curve, pieces, track.length, length)]));
    return [{ ...layer, ...(range && { range }), curves }];
  });
  return { ...track, length, layers };
}

/** @param {Curve} curve @param {readonly Piece[]} pieces @param {number} before frames of the track @param {number} after @returns {Curve} */
export function warpCurve(curve, pieces, before, after) {
  if (curve.samples) return { samples: warpSamples(curve.samples, pieces, after + Math.max(0, curve.samples.length - before)) };
  const keys = curve.keys ?? [];
  return { keys: join(pieces.map((piece) => part(keys, piece))).map(cleanKey) };
}

/** Samples that only move keep every bit. @param {readonly number[]} samples @param {readonly Piece[]} pieces @param {number} count */
function warpSamples(samples, pieces, count) {
  if (samples.length === 1) return samples;
  return Array.from({ length: count }, (_, frame) => {
    const piece = pieces.findLast((p) => frame >= p.from * p.factor + p.shift) ?? pieces[0];
    const at = Math.min((frame - piece.shift) / piece.factor, piece.to, samples.length - 1);
    return Number.isInteger(at) ? samples[Math.max(at, 0)] : Math.fround(evaluateCurve({ samples }, at));
  });
}

/** Fades end where their ends go. @param {LayerRange} range @param {readonly Piece[]} pieces @returns {LayerRange} */
function warpRange({ from, to, fadeIn, fadeOut }, pieces) {
  const start = warpFrame(from, pieces, "later");
  const end = warpFrame(to, pieces, "earlier");
  return { from: start, to: end, fadeIn: Math.max(0, warpFrame(from + fadeIn, pieces, "later") - start), fadeOut: Math.max(0, end - warpFrame(to - fadeOut, pieces, "earlier")) };
}

/** Where a frame goes; one that is left out goes to the next or the previous piece. @param {number} frame @param {readonly Piece[]} pieces @param {"later" | "earlier"} otherwise */
function warpFrame(frame, pieces, otherwise) {
  const first = pieces[0];
  const last = pieces[pieces.length - 1];
  const move = (/** @type {Piece} */ piece, at = frame) => at * piece.factor + piece.shift;
  if (frame <= first.from) return move(first);
  if (frame >= last.to) return move(last);
  const next = pieces.findLast((p) => p.from <= frame && frame <= p.to) ?? pieces.find((p) => p.from > frame) ?? last;
  const previous = pieces.find((p) => p.from <= frame && frame <= p.to) ?? pieces.findLast((p) => p.to < frame) ?? first;
  return otherwise === "later" ? move(next, Math.max(frame, next.from)) : move(previous, Math.min(frame, previous.to));
}

/** @typedef {{keys: readonly Keyframe[], holds: boolean}} Part of a curve; `holds`: its one key only says what is held there */

/** @param {readonly Keyframe[]} keys @param {Piece} piece @returns {Part} */
function part(keys, { from, to, factor, shift }) {
  const first = keys[0].frame;
  const last = keys[keys.length - 1].frame;
  let cut = keys;
  for (const edge of [from, to]) if (edge >= first && edge <= last) cut = splitAt(cut, edge).map((key, index, all) => (key.frame === edge ? fixed(all, index) : key));
  const start = cut.findLastIndex((key) => key.frame === from);
  const inside = cut.filter((key, index) => key.frame >= from && key.frame <= to && index >= start);
  if (inside.length) return { keys: stretched(inside, factor, shift), holds: false };
  const edge = to < first ? to : from;
  return { keys: [{ frame: edge * factor + shift, value: evaluateCurve({ keys }, edge) }], holds: true };
}

/** Parts one after the other, straight lines over the gaps between them. @param {readonly Part[]} parts @returns {Keyframe[]} */
function join(parts) {
  /** @type {Keyframe[]} */ const keys = [];
  const needed = parts.filter(({ keys: [key], holds }, i) => !holds || !neighbours(parts, i).every((value) => Math.abs(value - key.value) < SAME));
  for (const { keys: [first, ...others] } of needed.length ? needed : parts.slice(0, 1)) {
    const last = keys.pop();
    if (last && slot(last) === slot(first) && Math.abs(last.value - first.value) < SAME) keys.push({ ...first, in: last.in, handles: "free" });
    else if (last) keys.push(last.frame < first.frame ? { ...last, kind: "linear" } : last, first);
    else keys.push(first);
    keys.push(...others);
  }
  return keys;
}

/** Values beside a part. @param {readonly Part[]} parts @param {number} index */
function neighbours(parts, index) {
  const before = parts[index - 1]?.keys.at(-1);
  const after = parts[index + 1]?.keys[0];
  return [before, after].flatMap((key) => key?.value ?? []);
}
