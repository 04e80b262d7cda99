// @ts-check
// Jitter taken out of a stretch of time, in a layer of its own; blinks keep their height.

import { blinks } from "./blinks.js";
import { clamp } from "./change.js";
import { channelOf, shownValue } from "./composition.js";
import { framesOf, replaceRange } from "./bake.js";

/** @typedef {import("./editor.js").Range} Range */
/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./editor.js").Edit} Edit */

/** Standard deviation of the Gaussian at full strength. */
const SECONDS = 0.2;

/** Of the channel's range: smaller changes are none, and keys are that near. */
const TOLERANCE = 0.002;

/**
 * What the channels show in the range becomes smoother, blended in and out at its ends.
 * @param {Project} project
 * @param {readonly string[]} names of channels
 * @param {Range} range
 * @param {number} strength 0 to 1
 * @returns {Edit & {layer: number}}
 */
export function smooth(project, names, range, strength) {
  const { track } = project;
  const sigma = clamp(strength, 0, 1) * SECONDS * track.rate;
  const frames = framesOf(project, range);
  const shut = blinks(track);
  /** @type {Record<string, number[]>} */ const values = {};
  for (const name of names) {
    const channel = channelOf(name);
    const at = (/** @type {number} */ frame) => shownValue(track, name, clamp(frame, 0, track.length - 1));
    const blinking = (/** @type {number} */ frame) => name.startsWith("eyeBlink") && shut.some(({ from, to }) => frame >= from && frame <= to);
    const smoothed = frames.map((frame) => (blinking(frame) ? at(frame) : gaussian(at, frame, sigma, blinking)));
    if (frames.some((frame, i) => Math.abs(smoothed[i] - at(frame)) > TOLERANCE * (channel.maximum - channel.minimum))) values[name] = smoothed;
  }
  return replaceRange(project, "Smooth", values, range, Math.round(sigma), TOLERANCE);
}

/** @param {(frame: number) => number} at @param {number} centre @param {number} sigma @param {(frame: number) => boolean} leaveOut */
function gaussian(at, centre, sigma, leaveOut) {
  const reach = Math.ceil(3 * sigma);
  let [sum, weights] = [0, 0];
  for (let offset = -reach; offset <= reach; offset++) {
    if (leaveOut(centre + offset)) continue;
    const weight = offset === 0 ? 1 : Math.exp(-0.5 * (offset / sigma) ** 2);
    sum += weight * at(centre + offset);
    weights += weight;
  }
  return sum / weights;
}
