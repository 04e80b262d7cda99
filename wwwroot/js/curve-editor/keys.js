// @ts-check
// Edits of keys in one layer. Each gives the new project and the keys to be selected; what is locked or captured refuses with a sentence.

import { evaluateCurve, lastKeyAt } from "./curve.js";
import { channelOf, ownValue, valueBounds } from "./composition.js";
import { clamp, editableLayer, keysOf, putKeys, refuseLocked, replaceKeys, slot } from "./change.js";
import { withTwin } from "./linked.js";
import { stretched } from "./stretch.js";
import { channels } from "./track.js";

export { easeKeys, flattenKeys, moveHandle, setHandles, setKind } from "./handles.js";

/** @typedef {import("./curve.js").Keyframe} Keyframe */
/** @typedef {import("./editor.js").KeyRef} KeyRef */
/** @typedef {import("./editor.js").Edit} Edit */
/** @typedef {import("./project.js").Project} Project */

/**
 * A key with a value of that layer; one that stands at the frame takes the value. Without a value it lies on the curve (at rest where there is none).
 * @param {Project} project
 * @param {number} layer
 * @param {string} channel
 * @param {number} frame
 * @param {number} [value]
 * @param {{linked?: boolean}} [options]
 * @returns {Edit}
 */
export function addKey(project, layer, channel, frame, value, { linked } = {}) {
  return onEach(project, withTwin(channel, linked), (next, name) => putValue(next, layer, name, frame, value ?? valueAt(next, layer, name, frame)));
}

/**
 * A key with which the face shows the value at that frame, whatever the other layers do.
 * @param {Project} project
 * @param {number} layer
 * @param {string} channel
 * @param {number} frame
 * @param {number} composite
 * @param {{linked?: boolean}} [options]
 * @returns {Edit}
 */
export function setValue(project, layer, channel, frame, composite, { linked } = {}) {
  return onEach(project, withTwin(channel, linked), (next, name) => putValue(next, layer, name, frame, ownValue(next, layer, name, frame, composite)));
}

/**
 * Moves keys; together they stay within the track, and each within its channel's range.
 * @param {Project} project
 * @param {number} layer
 * @param {readonly KeyRef[]} refs
 * @param {number} frames
 * @param {number} value
 * @returns {Edit}
 */
export function moveKeys(project, layer, refs, frames, value) {
  const by = withinTrack(project, layer, refs, frames);
  return replaceKeys(project, layer, refs, (keys, chosen, channel) => {
    const keep = valueKeeper(project, layer, channel);
    return chosen.map((index) => ({ ...keys[index], frame: keys[index].frame + by, value: value === 0 ? keys[index].value : keep(keys[index].value + value) }));
  });
}

/**
 * Scales keys in time and value about a pivot each; a negative factor turns them round. No key leaves the track that was in it.
 * @param {Project} project
 * @param {number} layer
 * @param {readonly KeyRef[]} refs
 * @param {{frame: number, by: number}} time
 * @param {{value: number, by: number}} size
 * @returns {Edit}
 */
export function scaleKeys(project, layer, refs, time, size) {
  const by = scaledWithinTrack(project, layer, refs, time);
  return replaceKeys(project, layer, refs, (keys, chosen, channel) => {
    const keep = valueKeeper(project, layer, channel);
    const timed = stretched(chosen.map((index) => keys[index]), by, time.frame * (1 - by)).map((key) => ({ ...key, frame: Math.round(key.frame * 1e9) / 1e9 })); // whole frames stay whole
    if (size.by === 1) return timed;
    const tall = (/** @type {Keyframe["in"]} */ handle) => handle && /** @type {const} */ ([handle[0], handle[1] * size.by]);
    return timed.map((key) => ({ ...key, value: keep(size.value + (key.value - size.value) * size.by), in: tall(key.in), out: tall(key.out) }));
  });
}

/**
 * Numbers entered by hand: the first of the keys goes to that frame and takes the others along; the value is for all.
 * @param {Project} project
 * @param {number} layer
 * @param {readonly KeyRef[]} refs
 * @param {{frame?: number, value?: number}} entry
 * @returns {Edit}
 */
export function setKeys(project, layer, refs, { frame, value }) {
  const by = frame === undefined ? 0 : withinTrack(project, layer, refs, frame - Math.min(...framesOf(project, layer, refs)));
  return replaceKeys(project, layer, refs, (keys, chosen, channel) => {
    const keep = valueKeeper(project, layer, channel);
    return chosen.map((index) => ({ ...keys[index], frame: keys[index].frame + by, value: value === undefined ? keys[index].value : keep(value) }));
  });
}

/** @param {Project} project @param {number} layer @param {readonly KeyRef[]} refs @returns {Edit} */
export const deleteKeys = (project, layer, refs) => replaceKeys(project, layer, refs, () => []);

/** Copies so many frames later, which are then selected. @param {Project} project @param {number} layer @param {readonly KeyRef[]} refs @param {number} frames @returns {Edit} */
export function duplicateKeys(project, layer, refs, frames) {
  const by = withinTrack(project, layer, refs, frames);
  if (by === 0) throw new Error("There is no room for the copies; move the playhead.");
  return replaceKeys(project, layer, refs, (keys, chosen) => chosen.map((index) => ({ ...keys[index], frame: keys[index].frame + by })), "keep");
}

/** The keys of each channel play backwards between the first and the last of them. @param {Project} project @param {number} layer @param {readonly KeyRef[]} refs @returns {Edit} */
export function reverseKeys(project, layer, refs) {
  return replaceKeys(project, layer, refs, (keys, chosen) => stretched(chosen.map((index) => keys[index]), -1, keys[chosen[0]].frame + keys[chosen[chosen.length - 1]].frame));
}

/**
 * The keys within a range, in file order of their channels.
 * @param {Project} project
 * @param {number} layer
 * @param {{from: number, to: number}} range
 * @param {readonly string[]} [names]
 * @returns {readonly KeyRef[]}
 */
export function keysIn(project, layer, { from, to }, names = channels.map(({ name }) => name)) {
  const { curves } = editableLayer(project, layer);
  return names.flatMap((channel) => (curves[channel]?.keys ?? []).flatMap(({ frame }, index) => (frame >= from && frame <= to ? [{ channel, index }] : [])));
}

/** @param {Project} project @param {readonly string[]} names @param {(project: Project, name: string) => Edit} edit @returns {Edit} */
function onEach(project, names, edit) {
  refuseLocked(project, names);
  /** @type {KeyRef[]} */ const selection = [];
  for (const name of names) {
    const made = edit(project, name);
    project = made.project;
    selection.push(...(made.selection ?? []));
  }
  return { project, selection };
}

/** @param {Project} project @param {number} layer @param {string} channel @param {number} frame @param {number} value @returns {Edit} */
function putValue(project, layer, channel, frame, value) {
  const keys = keysOf(project, layer, channel);
  const there = keys.findLast((key) => slot(key) === slot({ frame }));
  const kind = keys[lastKeyAt(keys, frame)]?.kind;
  const key = there ? { ...there, value } : { frame, value, kind };
  return putKeys(project, layer, channel, keys.filter((other) => other !== there), [key], keys);
}

/** @param {Project} project @param {number} layer @param {string} channel @param {number} frame */
function valueAt(project, layer, channel, frame) {
  const keys = keysOf(project, layer, channel);
  return keys.length ? evaluateCurve({ keys }, frame) : channelOf(channel).rest;
}

/** Keeps values in the channel's range. @param {Project} project @param {number} layer @param {string} channel */
function valueKeeper(project, layer, channel) {
  const { low, high } = valueBounds(editableLayer(project, layer).mode, channel);
  return (/** @type {number} */ value) => clamp(value, low, high);
}

/** A move in time with which no key leaves the track that was in it. @param {Project} project @param {number} layer @param {readonly KeyRef[]} refs @param {number} frames */
function withinTrack(project, layer, refs, frames) {
  const places = framesOf(project, layer, refs);
  const first = Math.min(...places);
  const last = Math.max(...places);
  return clamp(frames, Math.min(0, -first), Math.max(0, lastFrame(project) - last));
}

/** The nearest factor with which each key stays in the track that was in it. @param {Project} project @param {number} layer @param {readonly KeyRef[]} refs @param {{frame: number, by: number}} time */
function scaledWithinTrack(project, layer, refs, { frame: pivot, by }) {
  const last = lastFrame(project);
  const inside = framesOf(project, layer, refs).filter((frame) => frame >= 0 && frame <= last && frame !== pivot);
  const bounds = inside.map((frame) => [-pivot / (frame - pivot), (last - pivot) / (frame - pivot)].sort((a, b) => a - b));
  return clamp(by, Math.max(-Infinity, ...bounds.map(([low]) => low)), Math.min(Infinity, ...bounds.map(([, high]) => high)));
}

/** Where keys may stand: in a loop its end, too. @param {Project} project */
const lastFrame = ({ track: { length, loop } }) => (loop ? length : length - 1);

/** @param {Project} project @param {number} layer @param {readonly KeyRef[]} refs */
function framesOf(project, layer, refs) {
  return refs.flatMap(({ channel, index }) => keysOf(project, layer, channel)[index]?.frame ?? []);
}
