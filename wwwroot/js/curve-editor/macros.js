// @ts-check
// The sliders of the simple view: each stands for a few channels and writes ordinary keys.

import { clamp } from "./change.js";
import { setPose } from "./pose.js";
import { setStrength } from "./strength.js";
import { channelByName, channels, evaluateTrack, groups } from "./track.js";

/** @typedef {import("./editor.js").Edit} Edit */
/** @typedef {import("./pose.js").Reach} Reach */
/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./track.js").Track} Track */

/**
 * A channel's distance from rest is its number here times the slider's value; where that would leave its range, it stays at rest (a frown while smiling).
 * @typedef {Readonly<{name: string, label: string, minimum: number, maximum: number, unit: "" | "°" | "×", channels: Readonly<Record<string, number>>}>} Macro
 */

const DEGREE = Math.PI / 180;

/** `strength` has no channels: it is the strength of all groups. @type {readonly Macro[]} */
export const macros = [
  { name: "smile", label: "Smile", minimum: -1, maximum: 1, unit: "", channels: { mouthSmileLeft: 1, mouthSmileRight: 1, mouthFrownLeft: -1, mouthFrownRight: -1 } },
  { name: "mouth", label: "Mouth", minimum: 0, maximum: 1, unit: "", channels: { jawOpen: 1 } },
  { name: "blink", label: "Blink", minimum: 0, maximum: 1, unit: "", channels: { eyeBlinkLeft: 1, eyeBlinkRight: 1 } },
  {
    name: "brows", label: "Brows", minimum: -1, maximum: 1, unit: "",
    channels: { browInnerUp: 1, browOuterUpLeft: 1, browOuterUpRight: 1, browDownLeft: -1, browDownRight: -1 },
  },
  {
    name: "gazeX", label: "Look right", minimum: -1, maximum: 1, unit: "",          // the subject's left eye is at image right, as in Gaze.cs
    channels: { eyeLookOutLeft: 1, eyeLookInRight: 1, eyeLookInLeft: -1, eyeLookOutRight: -1 },
  },
  {
    name: "gazeY", label: "Look up", minimum: -1, maximum: 1, unit: "",
    channels: { eyeLookUpLeft: 1, eyeLookUpRight: 1, eyeLookDownLeft: -1, eyeLookDownRight: -1 },
  },
  { name: "turn", label: "Turn", minimum: -30, maximum: 30, unit: "°", channels: { headYaw: DEGREE } },
  { name: "nod", label: "Nod", minimum: -30, maximum: 30, unit: "°", channels: { headPitch: DEGREE } },
  { name: "strength", label: "Strength", minimum: 0, maximum: 2, unit: "×", channels: {} },
];

/**
 * What a slider shows at a frame: the mean of the channels that go up with it, less the mean of those that go down.
 * @param {Track} track as played
 * @param {Macro} macro not `strength`, see strengthOf
 * @param {number} frame
 * @returns {number}
 */
export function macroValue(track, macro, frame) {
  const values = evaluateTrack(track, frame);
  const mean = (/** @type {1 | -1} */ sign) => {
    const shares = channels.flatMap(({ name, rest }, i) => (macro.channels[name] * sign > 0 ? [(values[i] - rest) / Math.abs(macro.channels[name])] : []));
    return shares.length ? shares.reduce((sum, share) => sum + share, 0) / shares.length : 0;
  };
  return clamp(mean(1) - mean(-1), macro.minimum, macro.maximum);
}

/** What the strength slider shows: the mean strength of all groups. @param {Project} project */
export const strengthOf = ({ strength }) => groups.reduce((sum, group) => sum + (strength?.[group] ?? 1), 0) / groups.length;

/**
 * The slider's value where it reaches; see Reach. Strength always reaches everything.
 * @param {Project} project
 * @param {Macro} macro
 * @param {number} value is kept within the slider's bounds
 * @param {Reach} reach
 * @returns {Edit & {layer?: number}}
 */
export function setMacro(project, macro, value, reach) {
  const set = clamp(value, macro.minimum, macro.maximum);
  return macro.name === "strength" ? { project: setStrength(project, null, set) } : setPose(project, poseOf(macro, set), reach);
}

/** @param {Macro} macro @param {number} value @returns {Record<string, number>} values by channel */
export function poseOf(macro, value) {
  return Object.fromEntries(Object.entries(macro.channels).map(([name, factor]) => {
    const channel = channelByName.get(name);
    return [name, channel ? clamp(channel.rest + factor * value, channel.minimum, channel.maximum) + 0 : 0];
  }));
}
