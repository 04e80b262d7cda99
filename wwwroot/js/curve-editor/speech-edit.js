// @ts-check
// Speech put into a motion: ordinary keys in a replacing layer of its own, so that the mouth shuts where nobody speaks.

import { refuseLocked, withLayer } from "./change.js";
import { addLayer } from "./layers.js";
import { fitKeys } from "./simplify.js";

/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./speech.js").SpeechCurve} SpeechCurve */

const NAME = "Speech";
const TOLERANCE = 0.02;
const FADE = 0.12; // seconds

/**
 * What reaches beyond the motion's end is cut. Speech in the same frames is replaced.
 * @param {Project} project
 * @param {readonly SpeechCurve[]} curves
 * @param {number} start frame of their first sample
 * @returns {import("./editor.js").Edit & {layer: number, keys: number}}
 */
export function insertSpeech(project, curves, start) {
  const { length, rate } = project.track;
  const frames = Math.min(curves[0].samples.length, length - start);
  if (frames < 2) throw new Error("There is no room for speech here: move the playhead to where it begins.");
  refuseLocked(project, curves.map(({ name }) => name));
  const keyed = Object.fromEntries(curves.map(({ name, samples }) => [name, { keys: fitKeys(samples.slice(0, frames), TOLERANCE).map((key) => ({ ...key, frame: key.frame + start })) }]));
  const fade = Math.min(Math.round(FADE * rate), frames >> 2);
  const range = { from: start, to: start + frames - 1, fadeIn: start > 0 ? fade : 0, fadeOut: start + frames < length ? fade : 0 };
  const keys = Object.values(keyed).reduce((sum, curve) => sum + curve.keys.length, 0);
  const there = project.track.layers.findLastIndex((layer) => layer.kind === "edits" && layer.name.startsWith(NAME) && layer.range?.from === range.from && layer.range.to === range.to);
  if (there >= 0) return { project: withLayer(project, there, { curves: keyed }), layer: there, keys, selection: [] };
  return { ...addLayer(project, { name: NAME, mode: "replace", range, curves: keyed }), keys, selection: [] };
}
