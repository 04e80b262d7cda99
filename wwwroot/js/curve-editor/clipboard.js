// @ts-check
// Keys copied as plain JSON and pasted elsewhere: on other frames, into other channels, motions and rates, with their shape.

import { byChannel, clamp, defined, editableLayer, keysOf, putKeys, refuseLocked } from "./change.js";
import { valueBounds } from "./composition.js";
import { choice, map, record } from "./shape.js";
import { fixed } from "./split.js";
import { stretched } from "./stretch.js";
import * as format from "./track-format.js";

/** @typedef {import("./curve.js").Keyframe} Keyframe */
/** @typedef {import("./editor.js").KeyRef} KeyRef */
/** @typedef {import("./editor.js").Edit} Edit */
/** @typedef {import("./project.js").Project} Project */

/** Frames count from the first copied key, at `rate` frames per second. @typedef {{version: 1, rate: number, keys: Readonly<Record<string, readonly Keyframe[]>>}} KeyClip */

/** @param {Project} project @param {number} layer @param {readonly KeyRef[]} refs @returns {KeyClip} */
export function copyKeys(project, layer, refs) {
  if (refs.length === 0) throw new Error("No key is selected; select keys first.");
  const chosen = [...byChannel(refs)].map(([channel, indices]) => /** @type {const} */ ([channel, withShape(keysOf(project, layer, channel), indices)]));
  const first = Math.min(...chosen.map(([, keys]) => keys[0].frame));
  return { version: 1, rate: project.track.rate, keys: Object.fromEntries(chosen.map(([channel, keys]) => [channel, stretched(keys, 1, -first).map(defined)])) };
}

/** Handles that depend on a key which is not copied are written into the key. @param {readonly Keyframe[]} keys @param {readonly number[]} indices */
function withShape(keys, indices) {
  const inside = (/** @type {number} */ index) => indices.includes(index - 1) && indices.includes(index + 1);
  return indices.map((index) => (indices.length === 1 || inside(index) ? keys[index] : fixed(keys, index)));
}

/**
 * Puts copied keys so that the first stands at the frame; keys between the first and the last of a channel give way. The time in seconds stays, and another channel keeps the values in its own range.
 * @param {Project} project
 * @param {number} layer
 * @param {KeyClip} clip
 * @param {number} frame
 * @param {{channel?: string}} [options] another channel, for a clip of one channel
 * @returns {Edit}
 */
export function pasteKeys(project, layer, clip, frame, { channel } = {}) {
  const copied = Object.entries(clip.keys);
  if (channel && copied.length !== 1) throw new Error("The copied keys are of several channels; paste them without choosing one.");
  const { mode } = editableLayer(project, layer);
  const pasted = copied.map(([name, keys]) => /** @type {const} */ ([channel ?? name, fitted(channel === name ? undefined : channel, mode, stretched(keys, project.track.rate / clip.rate, frame))]));
  refuseLocked(project, pasted.map(([name]) => name));
  /** @type {KeyRef[]} */ const selection = [];
  let next = project;
  for (const [name, keys] of pasted) {
    const before = keysOf(project, layer, name);
    const [first, last] = [keys[0].frame, keys[keys.length - 1].frame];
    const edit = putKeys(next, layer, name, before.filter((key) => key.frame < first || key.frame > last), keys, before);
    next = edit.project;
    selection.push(...edit.selection);
  }
  return { project: next, selection };
}

/** Keys of another channel in the range of this one. @param {string | undefined} channel @param {"additive" | "replace"} mode @param {readonly Keyframe[]} keys */
function fitted(channel, mode, keys) {
  if (!channel) return keys;
  const { low, high } = valueBounds(mode, channel);
  return keys.map((key) => ({ ...key, value: clamp(key.value, low, high) }));
}

/** Reads a clip from text, for instance from the system's clipboard. @param {string} content @returns {KeyClip} */
export function readClip(content) {
  try {
    const clip = JSON.parse(content);
    checkClip(clip, "the clip");
    return clip;
  } catch {
    throw new Error("The clipboard holds no keys; copy some here first.");
  }
}

const checkClip = record({ version: choice([1]), rate: format.rate, keys: map(format.channel, format.keys) });
