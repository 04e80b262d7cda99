// @ts-check
// An expression put into the motion: what sliders, the palette and a grabbed face write.

import { keysOf, putKeys, refuseLocked, slot } from "./change.js";
import { ownValue } from "./composition.js";
import { evaluateCurve } from "./curve.js";
import { addKey, setValue } from "./keys.js";
import { ensureEdits } from "./layers.js";
import { withTwin } from "./linked.js";
import { editRange } from "./range.js";
import { splitAt } from "./split.js";
import { channelByName } from "./track.js";

/** @typedef {import("./editor.js").Range} Range */
/** @typedef {import("./editor.js").Edit} Edit */
/** @typedef {import("./project.js").Project} Project */

/**
 * Where an expression acts. `here`: at that frame, eased in and out over `frames` (5 where not given) unless keys are there already. `range`: held in it, with fades.
 * `all`: the whole motion is shifted so that frame `here` (0 where not given) shows it.
 * @typedef {{here: number, frames?: number} | {range: Range, fade?: number} | {all: true, here?: number}} Reach
 */

const EASE_FRAMES = 5;

/**
 * Channels take these played values. Those at rest that nothing moves stay without a key.
 * @param {Project} project
 * @param {Readonly<Record<string, number>>} values by channel
 * @param {Reach} reach
 * @returns {Edit & {layer: number}} the layer that was changed
 */
export function setPose(project, values, reach) {
  const needed = Object.entries(values).filter(([name, value]) => value !== channelByName.get(name)?.rest || project.track.layers.some((layer) => layer.curves[name]));
  const names = needed.map(([name]) => name);
  if (names.length === 0) return { project, layer: Math.max(0, project.track.layers.length - 1) };
  refuseLocked(project, names);
  if ("range" in reach) return editRange(project, Object.fromEntries(needed), reach.range, { fadeIn: reach.fade ?? 0, fadeOut: reach.fade ?? 0 });

  const { project: begun, layer } = ensureEdits(project, names);
  const frame = reach.here ?? 0;
  /** @type {import("./editor.js").KeyRef[]} */ const selection = [];
  let next = begun;
  for (const [name, value] of needed) {
    const edit = "all" in reach ? shiftCurve(next, layer, name, frame, value) : putHere(next, layer, name, frame, value, reach.frames ?? EASE_FRAMES);
    next = edit.project;
    selection.push(...(edit.selection ?? []));
  }
  return { project: next, layer, selection };
}

/**
 * A key put where it is seen, as a double click does. Where it lies beyond an adding layer's keys of a channel that other layers move, it comes and goes softly:
 * alone it would shift all of the motion before or after it.
 * @param {Project} project
 * @param {number} layer
 * @param {string} channel
 * @param {number} frame
 * @param {number} value that is to be played
 * @param {{linked: boolean, frames: number}} options frames: to ease in and out over
 * @returns {Edit}
 */
export function addSeenKey(project, layer, channel, frame, value, { linked, frames }) {
  const { layers } = project.track;
  /** @type {import("./editor.js").KeyRef[]} */ const selection = [];
  const names = withTwin(channel, linked);
  refuseLocked(project, names);
  let next = project;
  for (const name of names) {
    const keys = keysOf(project, layer, name);
    const isBeyond = keys.length === 0 || frame < keys[0].frame || frame > keys[keys.length - 1].frame;
    const isSoft = isBeyond && layers[layer].mode === "additive" && layers.some((other, i) => i !== layer && other.curves[name]);
    const edit = isSoft ? putHere(next, layer, name, frame, value, frames) : setValue(next, layer, name, frame, value);
    next = edit.project;
    selection.push(...(edit.selection ?? []));
  }
  return { project: next, selection };
}

/** A key at the frame, and on each side one that holds what was there, unless some key is as near. @param {Project} project @param {number} layer @param {string} name @param {number} frame @param {number} value @param {number} frames @returns {Edit} */
function putHere(project, layer, name, frame, value, frames) {
  const last = project.track.loop ? project.track.length : project.track.length - 1;
  const reach = Math.max(frames, 1);
  const [low, high] = [Math.max(frame - reach, 0), Math.min(frame + reach, last)];
  const places = keysOf(project, layer, name).filter((key) => slot(key) !== slot({ frame })).map((key) => key.frame);
  const sides = [
    ...(low < frame && !places.some((place) => place >= low && place < frame) ? [low] : []),
    ...(high > frame && !places.some((place) => place > frame && place <= high) ? [high] : []),
  ];
  let begun = project;
  for (const at of sides) {
    const keys = keysOf(begun, layer, name);
    begun = (keys.length ? putKeys(begun, layer, name, [], splitAt(keys, at), keys) : addKey(begun, layer, name, at)).project;
  }
  return setValue(begun, layer, name, frame, value);
}

/** @param {Project} project @param {number} layer @param {string} name @param {number} frame @param {number} value @returns {Edit} */
function shiftCurve(project, layer, name, frame, value) {
  const keys = keysOf(project, layer, name);
  if (keys.length === 0) return setValue(project, layer, name, frame, value);
  const by = ownValue(project, layer, name, frame, value) - evaluateCurve({ keys }, frame);
  return putKeys(project, layer, name, [], keys.map((key) => ({ ...key, value: key.value + by })), keys);
}
