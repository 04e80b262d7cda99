// @ts-check
// Speech put into a motion: ordinary keys in a replacing layer of its own, so that the mouth shuts where nobody speaks.

import { refuseLocked, withLayer, withLayers } from "./change.js";
import { addLayer } from "./layers.js";
import { fitKeys } from "./simplify.js";

/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./speech.js").SpeechCurve} SpeechCurve */

const NAME = "Speech";
const TOLERANCE = 0.02;
const FADE = 0.12; // seconds

/**
 * What reaches beyond the motion's end is cut. Speech that lies in these frames alone is replaced; of what is longer the rest stays, as its sound does.
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
  const keyed = Object.fromEntries(curves.map(({ name, samples }) => [name, { keys: keysOf(samples.slice(0, frames)).map((key) => ({ ...key, frame: key.frame + start })) }]));
  const fade = Math.min(Math.round(FADE * rate), frames >> 2);
  const range = { from: start, to: start + frames - 1, fadeIn: start > 0 ? fade : 0, fadeOut: start + frames < length ? fade : 0 };
  const keys = Object.values(keyed).reduce((sum, curve) => sum + curve.keys.length, 0);
  const { layers } = project.track;
  const there = layers.findLast((layer) => isWithin(layer, range));
  if (!there) return { ...addLayer(project, { name: NAME, mode: "replace", range, curves: keyed }), keys, selection: [] };
  const kept = layers.filter((layer) => layer === there || !isWithin(layer, range));
  const layer = kept.indexOf(there);
  const own = there.range?.from === range.from && there.range.to === range.to ? there.range : range; // its fades may be somebody's choice
  return { project: withLayer(withLayers(project, kept), layer, { range: own, curves: keyed }), layer, keys, selection: [] };
}

/** Whether a layer is speech of these frames alone. @param {import("./track.js").Layer} layer @param {import("./editor.js").Range} frames */
const isWithin = ({ kind, name, range }, { from, to }) => kind === "edits" && name.startsWith(NAME) && range !== undefined && range.from >= from && range.to <= to;

/** Fitted stretch by stretch, so that between them the mouth is shut to the last bit. @param {readonly number[]} samples @returns {import("./curve.js").Keyframe[]} */
function keysOf(samples) {
  /** @type {import("./curve.js").Keyframe[]} */ const keys = [];
  for (let from = 0; from < samples.length; ) {
    if (samples[from] === 0) {
      from++;
      continue;
    }
    const end = samples.indexOf(0, from);
    const [first, last] = [Math.max(from - 1, 0), end < 0 ? samples.length - 1 : end];
    const stretch = fitKeys(samples.slice(first, last + 1), TOLERANCE).map((key) => ({ ...key, frame: key.frame + first }));
    stretch[0] = { ...stretch[0], value: samples[first] };
    stretch[stretch.length - 1] = { frame: last, value: samples[last], kind: "linear" };
    if (keys.at(-1)?.frame === stretch[0].frame) keys.pop();
    keys.push(...stretch);
    from = last + 1;
  }
  return keys.length ? keys : [{ frame: 0, value: 0 }];
}
