// @ts-check
// A motion track as docs/motion-track.schema.json has it, evaluated with the same numbers as MotionTrack.cs.

import { evaluateCurve } from "./curve.js";

/** @typedef {import("./curve.js").Curve} Curve */

/** @typedef {{from: number, to: number, fadeIn: number, fadeOut: number}} LayerRange */

/**
 * @typedef {{name: string, kind: "captured" | "edits" | "idle" | "preset", mode: "additive" | "replace", weight?: number, mute?: boolean,
 *   range?: LayerRange, curves: Readonly<Record<string, Curve>>}} Layer
 */

/** @typedef {{yaw: number, pitch: number, roll: number, x: number, y: number, scale: number}} NeutralPose */

/** @typedef {{version: 1, rate: number, length: number, loop?: boolean, neutral?: NeutralPose, layers: readonly Layer[]}} Track */

/** @typedef {"Head" | "Brows" | "Eyes" | "Gaze" | "Nose" | "Cheeks" | "Jaw" | "Mouth"} Group */

/** @typedef {Readonly<{name: string, minimum: number, maximum: number, rest: number}>} Channel */

/** The 58 channels in file order, as in Channel.cs: head pose (radians, outer-eye distances, factor), then the ARKit coefficients. @type {readonly Channel[]} */
export const channels = [
  ...["headYaw", "headPitch", "headRoll"].map((name) => ({ name, minimum: -1.2, maximum: 1.2, rest: 0 })),
  ...["headX", "headY"].map((name) => ({ name, minimum: -3, maximum: 3, rest: 0 })),
  { name: "headScale", minimum: 0.3, maximum: 3, rest: 1 },
  ...`browDownLeft browDownRight browInnerUp browOuterUpLeft browOuterUpRight cheekPuff cheekSquintLeft cheekSquintRight
    eyeBlinkLeft eyeBlinkRight eyeLookDownLeft eyeLookDownRight eyeLookInLeft eyeLookInRight eyeLookOutLeft eyeLookOutRight
    eyeLookUpLeft eyeLookUpRight eyeSquintLeft eyeSquintRight eyeWideLeft eyeWideRight jawForward jawLeft jawOpen jawRight
    mouthClose mouthDimpleLeft mouthDimpleRight mouthFrownLeft mouthFrownRight mouthFunnel mouthLeft mouthLowerDownLeft
    mouthLowerDownRight mouthPressLeft mouthPressRight mouthPucker mouthRight mouthRollLower mouthRollUpper mouthShrugLower
    mouthShrugUpper mouthSmileLeft mouthSmileRight mouthStretchLeft mouthStretchRight mouthUpperUpLeft mouthUpperUpRight
    noseSneerLeft noseSneerRight tongueOut`
    .split(/\s+/)
    .map((name) => ({ name, minimum: 0, maximum: 1, rest: 0 })),
];

/** @type {ReadonlyMap<string, Channel>} */
export const channelByName = new Map(channels.map((channel) => [channel.name, channel]));

/** In the order they are shown. @type {readonly Group[]} */
export const groups = ["Head", "Brows", "Eyes", "Gaze", "Nose", "Cheeks", "Jaw", "Mouth"];

/** As Channel.cs has it. @param {string} channel @returns {Group} */
export function groupOf(channel) {
  if (channel.startsWith("head")) return "Head";
  if (channel.startsWith("eyeLook")) return "Gaze";
  if (channel.startsWith("eye")) return "Eyes";
  if (channel.startsWith("brow")) return "Brows";
  if (channel.startsWith("cheek")) return "Cheeks";
  if (channel.startsWith("nose")) return "Nose";
  return channel.startsWith("jaw") ? "Jaw" : "Mouth";
}

/**
 * All 58 channel values at a frame, whole or not, in the order of `channels`, within their ranges.
 * @param {Track} track
 * @param {number} frame
 * @returns {Float64Array}
 */
export function evaluateTrack(track, frame) {
  const at = track.loop ? wrap(frame, track.length) : Math.min(Math.max(frame, 0), track.length - 1);
  const values = Float64Array.from(channels, (c) => c.rest);
  for (const layer of track.layers) {
    const weight = weightAt(layer, at);
    if (weight === 0) continue;
    channels.forEach((channel, i) => {
      const curve = layer.curves[channel.name];
      if (curve) values[i] = compose(values[i], evaluateCurve(curve, at), weight, layer.mode, channel);
    });
  }
  channels.forEach(({ minimum, maximum }, i) => (values[i] = Math.min(Math.max(values[i], minimum), maximum)));
  return values;
}

/**
 * @param {number} frame
 * @param {number} length
 */
function wrap(frame, length) {
  const at = frame - Math.floor(frame / length) * length;
  return at < length ? at : 0;
}

/**
 * A layer's share at a frame: 0 when muted or outside its range.
 * @param {Layer} layer
 * @param {number} frame
 */
export function weightAt(layer, frame) {
  if (layer.mute) return 0;
  const weight = layer.weight ?? 1;
  return layer.range ? weight * shareAt(layer.range, frame) : weight;
}

/**
 * @param {LayerRange} range
 * @param {number} frame
 */
function shareAt({ from, to, fadeIn, fadeOut }, frame) {
  if (!(frame >= from && frame <= to)) return 0;
  const rising = fadeIn > 0 ? Math.min(1, (frame - from) / fadeIn) : 1;
  const falling = fadeOut > 0 ? Math.min(1, (to - frame) / fadeOut) : 1;
  return smooth(rising) * smooth(falling);
}

/** @param {number} x */
const smooth = (x) => x * x * (3 - 2 * x);

/**
 * A curve at rest and a whole weight leave no rounding behind, so untouched frames stay bit-identical.
 * @param {number} below
 * @param {number} value
 * @param {number} weight
 * @param {"additive" | "replace"} mode
 * @param {Channel} channel
 */
export function compose(below, value, weight, mode, channel) {
  if (mode === "replace") return weight === 1 ? value : below + (value - below) * weight;
  if (channel.name !== "headScale") return value === 0 ? below : below + value * weight;
  return below * Math.pow(Math.max(value, channel.minimum), weight);
}
