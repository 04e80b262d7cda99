// @ts-check
// What a channel comes to over all layers: the curve that the canvas shows, and where keys of the active layer stand on it.

import { evaluateCurve } from "./curve.js";
import { played } from "./project.js";
import { channelByName, compose, weightAt } from "./track.js";

/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./track.js").Track} Track */

/** @type {WeakMap<Project, Track>} */ const shown = new WeakMap();

/** The track with strengths and without mute and solo: a silenced channel is still seen. @param {Project} project @returns {Track} */
export function shownTrack(project) {
  const known = shown.get(project);
  if (known) return known;
  const track = project.strength ? played({ ...project, muted: [], solo: [] }) : project.track;
  shown.set(project, track);
  return track;
}

/** One channel of `evaluateTrack`. @param {Track} track @param {string} name @param {number} frame within the track */
export function evaluateChannel(track, name, frame) {
  const channel = channelByName.get(name);
  if (!channel) throw new Error(`There is no channel "${name}".`);
  let value = channel.rest;
  for (const layer of track.layers) {
    const curve = layer.curves[name];
    const weight = curve ? weightAt(layer, frame) : 0;
    if (curve && weight !== 0) value = compose(value, evaluateCurve(curve, frame), weight, layer.mode, channel);
  }
  return Math.min(Math.max(value, channel.minimum), channel.maximum);
}

/** A channel that any layer has something of. @param {Track} track @param {string} name */
export const isAnimated = (track, name) => track.layers.some((layer) => layer.curves[name] !== undefined);

/**
 * All that a channel's shown curve depends on; two lists with equal members are the same curve.
 * @param {Project} project @param {string} name @param {number | undefined} strength of its group @returns {unknown[]}
 */
export function inputsOf(project, name, strength) {
  const inputs = /** @type {unknown[]} */ ([project.track.length, strength]);
  for (const { curves, mode, weight, mute, range } of project.track.layers) {
    const curve = curves[name];
    if (curve) inputs.push(curve, mode, weight, mute, range?.from, range?.to, range?.fadeIn, range?.fadeOut);
  }
  return inputs;
}

/** @param {readonly unknown[]} a @param {readonly unknown[]} b */
export const sameInputs = (a, b) => a.length === b.length && a.every((input, i) => input === b[i]);
