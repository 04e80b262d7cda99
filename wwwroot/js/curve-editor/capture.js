// @ts-check
// The capture as it came: an edit that changes it in time, side or loop keeps it beside the edited one, so that removing the edits brings it back to the last bit.

import { withLayers } from "./change.js";
import { isSource } from "./layers.js";
import { withWholeDriver } from "./time-map.js";

/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./track.js").Layer} Layer */
/** @typedef {import("./track.js").Track} Track */

/** The edited project, which remembers the capture from before the first edit that changed it. @param {Project} before @param {Project} after @returns {Project} */
export function keepingCapture(before, after) {
  if (after === before || before.capture || !before.track.layers.some(isSource) || isSameCapture(before.track, after.track)) return after;
  return { ...after, capture: captureIn(before) };
}

/** The captured motion as it was, without edits, presets, recordings, mutes and strengths. Locks stay. @param {Project} project @returns {Project} */
export function removeEdits(project) {
  const { muted, solo, strength, sound, capture, ...kept } = project;
  const { layers } = project.track;
  if (!layers.some(isSource)) throw new Error("This motion was not captured, so there is no capture to go back to: undo, or make it from its preset again.");
  if (!muted && !solo && !strength && !sound && !capture && layers.every((layer) => isSource(layer) && !layer.mute)) return project;
  return capture ? withWholeDriver({ ...kept, track: capture }) : { ...kept, track: captureIn(project) };
}

/** @param {Project} project @returns {Track} */
function captureIn(project) {
  return withLayers(project, project.track.layers.filter(isSource).map((layer) => (layer.mute ? withoutMute(layer) : layer))).track;
}

/** @param {Layer} layer @returns {Layer} */
function withoutMute({ mute: _, ...layer }) {
  return layer;
}

/** Edits share the curves that they leave as they are. @param {Track} before @param {Track} after */
function isSameCapture(before, after) {
  const [old, now] = [before.layers.filter(isSource), after.layers.filter(isSource)];
  return before.length === after.length && (before.loop ?? false) === (after.loop ?? false) && before.neutral === after.neutral
    && old.length === now.length && old.every(({ curves }, i) => Object.keys(curves).length === Object.keys(now[i].curves).length && Object.entries(curves).every(([name, curve]) => now[i].curves[name] === curve));
}
