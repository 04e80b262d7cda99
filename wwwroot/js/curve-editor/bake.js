// @ts-check
// What is played, written down as keys; and a new capture under old edits.

import { keepingCapture } from "./capture.js";
import { clamp, cleanKey, refuseLocked, withLayers } from "./change.js";
import { channelOf, shownValue } from "./composition.js";
import { fitKeys } from "./curve-fitting.js";
import { addLayer, isSource } from "./layers.js";
import { fadedRange } from "./range.js";
import { piecesOf, withWholeDriver } from "./time-map.js";
import { warpTrack } from "./warp.js";

/** @typedef {import("./curve.js").Curve} Curve */
/** @typedef {import("./editor.js").Range} Range */
/** @typedef {import("./editor.js").Edit} Edit */
/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./track.js").Track} Track */

/**
 * What the channels show in the range (before mutes and strengths), as keys of a new replacing layer.
 * @param {Project} project
 * @param {readonly string[]} names of channels
 * @param {Range} range
 * @param {number} tolerance share of each channel's range, above 0
 * @returns {Edit & {layer: number}}
 */
export function toKeys(project, names, range, tolerance) {
  const moved = names.filter((name) => project.track.layers.some(({ curves }) => curves[name]));
  if (moved.length === 0) throw new Error("Nothing moves in these channels; choose others.");
  const frames = framesOf(project, range);
  return replaceRange(project, "Keys", Object.fromEntries(moved.map((name) => [name, frames.map((frame) => shownValue(project.track, name, frame))])), range, 0, tolerance);
}

/**
 * A replacing layer for a range out of one value a frame.
 * @param {Project} project
 * @param {string} name
 * @param {Readonly<Record<string, readonly number[]>>} values by channel, a value for each frame of the range
 * @param {Range} range
 * @param {number} fade frames at both ends
 * @param {number} tolerance of the keys, as a share of each channel's range
 * @returns {Edit & {layer: number}}
 */
export function replaceRange(project, name, values, range, fade, tolerance) {
  refuseLocked(project, Object.keys(values));
  const [from] = framesOf(project, range);
  const curves = Object.fromEntries(Object.entries(values).map(([channel, samples]) => {
    const { minimum, maximum } = channelOf(channel);
    return [channel, { keys: fitKeys(samples, tolerance * (maximum - minimum)).map((key) => cleanKey({ ...key, frame: key.frame + from })) }];
  }));
  if (Object.keys(curves).length === 0) return { project, layer: Math.max(0, project.track.layers.length - 1) };
  return addLayer(project, { name, mode: "replace", range: fadedRange(range, { fadeIn: fade, fadeOut: fade }), curves });
}

/** The whole frames of a range that lie in the track. @param {Project} project @param {Range} range @returns {number[]} */
export function framesOf({ track }, { from, to }) {
  const first = clamp(Math.ceil(from), 0, track.length - 1);
  const last = clamp(Math.floor(to), 0, track.loop ? track.length : track.length - 1);
  if (!(last >= first)) throw new Error("The range is empty; mark some frames first.");
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/**
 * The same edits over another capture, for instance a new analysis of the same clip. Where time was edited, the new capture is cut, held and stretched alike, so
 * that the edits stay with the pictures they were made for.
 * @param {Project} project
 * @param {Track} track whose layers all become the captured ones
 * @returns {Project}
 */
export function replaceCapture(project, track) {
  if (track.rate !== project.track.rate) throw new Error(`The new capture has ${track.rate} frames a second and the motion ${project.track.rate}; capture at the same rate.`);
  const { capture: _, ...kept } = project;
  const { layers, length, loop } = project.track;
  const captured = { ...track, layers: track.layers.map((layer) => (isSource(layer) ? layer : { ...layer, kind: /** @type {const} */ ("captured") })) };
  const timed = kept.source?.segments ? warpTrack(captured, piecesOf(kept), length) : captured;
  const edited = withLayers({ ...kept, track: { ...timed, ...(loop !== undefined && { loop }) } }, [...timed.layers, ...layers.filter((layer) => !isSource(layer))]);
  const made = keepingCapture({ ...kept, track: captured }, kept.source?.segments ? edited : withWholeDriver(edited));
  return JSON.stringify(made) === JSON.stringify(project) ? project : made;
}
