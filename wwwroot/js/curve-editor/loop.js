// @ts-check
// A motion that comes back to its first frame.

import { keepingCapture } from "./capture.js";
import { clamp, cleanKey, refuseLocked, withLayers } from "./change.js";
import { composed } from "./composition.js";
import { addLayer, isSeam, SEAM } from "./layers.js";
import { channels } from "./track.js";

/** @typedef {import("./curve.js").Curve} Curve */
/** @typedef {import("./project.js").Project} Project */

/**
 * Loops, and over the last frames bends every channel to where it begins, in a layer of its own that replaces an earlier seam.
 * @param {Project} project
 * @param {number} frames
 * @returns {Project}
 */
export function closeLoop(project, frames) {
  const { length, layers } = project.track;
  const without = layers.some(isSeam) ? withLayers(project, layers.filter((layer) => !isSeam(layer))) : project;
  const start = length - clamp(Math.round(frames) || 1, 1, length);
  /** @type {Record<string, Curve>} */ const curves = {};
  for (const channel of channels) {
    const [first, last] = [0, length].map((frame) => composed(without.track.layers, channel, frame));
    const missing = channel.name === "headScale" ? first / last : first - last;
    if (Math.abs(missing - channel.rest) > 1e-9) curves[channel.name] = { keys: [{ frame: start, value: channel.rest }, { frame: length, value: missing }].map(cleanKey) };
  }
  refuseLocked(project, Object.keys(curves));
  if (project.track.loop && JSON.stringify(layers.find(isSeam)?.curves ?? {}) === JSON.stringify(curves)) return project;
  const looping = project.track.loop ? without : { ...without, track: { ...without.track, loop: true } };
  return keepingCapture(project, Object.keys(curves).length ? addLayer(looping, { name: SEAM, curves }).project : looping);
}
