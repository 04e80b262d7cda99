// @ts-check
// From what is to be seen to what a layer must say: the composition of track.js, solved backwards.

import { evaluateCurve } from "./curve.js";
import { played } from "./project.js";
import { channelByName, compose, groupOf, weightAt } from "./track.js";
import { clamp, editableLayer } from "./change.js";

/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./track.js").Channel} Channel */
/** @typedef {import("./track.js").Layer} Layer */
/** @typedef {import("./track.js").Track} Track */

/** Below this share a layer would need absurd values to be seen. */
const LEAST_SHARE = 0.01;

/**
 * The value a layer's curve must have at a frame for the face to show `seen` (kept within the channel's range), whatever lies below and above.
 * @param {Project} project
 * @param {number} layer
 * @param {string} name of a channel
 * @param {number} frame
 * @param {number} seen
 * @returns {number}
 */
export function ownValue(project, layer, name, frame, seen) {
  const channel = channelOf(name);
  const own = editableLayer(project, layer);
  const layers = played(alone(project, name)).layers;
  const weight = weightAt(layers[layer], frame);
  if (weight < LEAST_SHARE) throw new Error(`The layer "${own.name}" does not act at frame ${Math.round(frame)}; choose another layer.`);

  const below = composed(layers.slice(0, layer), channel, frame);
  const above = (/** @type {number} */ value) => composed(layers.slice(layer + 1), channel, frame, value);   // a straight line, whatever the layers are
  const gain = above(1) - above(0);
  if (gain < LEAST_SHARE) throw new Error(`A layer above "${own.name}" hides ${name} at frame ${Math.round(frame)}; edit or mute that one.`);

  const wanted = (clamp(seen, channel.minimum, channel.maximum) - above(0)) / gain;
  if (own.mode === "replace") return unstrengthened(project, name, below + (wanted - below) / weight);
  if (name !== "headScale") return unstrengthened(project, name, (wanted - below) / weight);
  return unstrengthened(project, name, Math.pow(Math.max(wanted / below, 0), 1 / weight));
}

/**
 * What layers make of one channel at a frame within the track, not yet kept in the channel's range.
 * @param {readonly Layer[]} layers
 * @param {Channel} channel
 * @param {number} frame
 * @param {number} [below]
 * @returns {number}
 */
export function composed(layers, channel, frame, below = channel.rest) {
  return layers.reduce((value, layer) => {
    const curve = layer.curves[channel.name];
    const weight = weightAt(layer, frame);
    return curve && weight > 0 ? compose(value, evaluateCurve(curve, frame), weight, layer.mode, channel) : value;
  }, below);
}

/** What a track shows of one channel at a frame within it. @param {Track} track @param {string} name @param {number} frame */
export function shownValue(track, name, frame) {
  const channel = channelOf(name);
  return clamp(composed(track.layers, channel, frame), channel.minimum, channel.maximum);
}

/** The value of a curve that the strength of its group makes to this one. @param {Project} project @param {string} name @param {number} value */
export function unstrengthened(project, name, value) {
  const strength = project.strength?.[groupOf(name)] ?? 1;
  if (strength === 1) return value;
  if (strength < LEAST_SHARE) throw new Error(`The strength of ${groupOf(name)} is 0; raise it first.`);
  const { rest } = channelOf(name);
  return rest + (value - rest) / strength;
}

/** What is seen of one channel, whatever is muted. @param {Project} project @param {string} name @returns {Project} */
function alone(project, name) {
  const layers = project.track.layers.map((layer) => ({ ...layer, curves: layer.curves[name] ? { [name]: layer.curves[name] } : {} }));
  return { ...project, muted: undefined, solo: undefined, track: { ...project.track, layers } };
}

/** @param {string} name @returns {Channel} */
export function channelOf(name) {
  const channel = channelByName.get(name);
  if (!channel) throw new Error(`There is no channel "${name}".`);
  return channel;
}

/**
 * How far a key's value may go: a channel's range in a replacing layer, the differences within it in an additive one.
 * @param {"additive" | "replace"} mode
 * @param {string} name
 */
export function valueBounds(mode, name) {
  const { minimum, maximum } = channelOf(name);
  if (mode === "replace") return { low: minimum, high: maximum };
  return name === "headScale" ? { low: minimum, high: maximum / minimum } : { low: minimum - maximum, high: maximum - minimum };
}
