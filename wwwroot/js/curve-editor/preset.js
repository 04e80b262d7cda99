// @ts-check
// A ready-made motion dropped in as a block.

import { channelOf, composed } from "./composition.js";
import { cleanKey, refuseLocked } from "./change.js";
import { fitKeys } from "./curve-fitting.js";
import { addLayer } from "./layers.js";
import { fadedRange } from "./range.js";
import { stretched } from "./stretch.js";

/** @typedef {import("./editor.js").Edit} Edit */
/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./track.js").Track} Track */

/** Of the channel's range, where several layers of a preset become one. */
const TOLERANCE = 0.004;

/**
 * A layer that plays the preset from the frame on, in place of what its channels did there. It lasts as many seconds as the preset.
 * @param {Project} project
 * @param {Track} preset
 * @param {string} name
 * @param {number} frame
 * @param {{weight?: number, fade?: number}} [options] weight 0 to 1; fade in frames at both ends
 * @returns {Edit & {layer: number}}
 */
export function dropPreset(project, preset, name, frame, { weight = 1, fade = 0 } = {}) {
  const faster = project.track.rate / preset.rate;
  const channels = [...new Set(preset.layers.flatMap(({ curves }) => Object.keys(curves)))];
  refuseLocked(project, channels);
  const curves = Object.fromEntries(channels.map((channel) => [channel, { keys: stretched(keysOf(preset, channel), faster, frame).map(cleanKey) }]));
  const range = fadedRange({ from: frame, to: frame + preset.length * faster }, { fadeIn: fade, fadeOut: fade });
  return addLayer(project, { name, kind: "preset", mode: "replace", ...(weight !== 1 && { weight }), range, curves });
}

/** One curve's own keys where a layer has it to itself; else what all layers make of it. @param {Track} preset @param {string} name */
function keysOf(preset, name) {
  const channel = channelOf(name);
  const layers = preset.layers.filter(({ curves, mute }) => curves[name] && !mute);
  const keys = layers[0]?.curves[name].keys;
  if (layers.length === 1 && keys && !layers[0].range && (layers[0].weight ?? 1) === 1) return keys;
  const values = Array.from({ length: preset.length + 1 }, (_, frame) => composed(preset.layers, channel, frame));
  return fitKeys(values, TOLERANCE * (channel.maximum - channel.minimum));
}
