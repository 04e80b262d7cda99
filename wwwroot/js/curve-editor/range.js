// @ts-check
// Values held in a stretch of time and blended in and out. Outside, every bit stays as it was.

import { channelOf, unstrengthened } from "./composition.js";
import { clamp, cleanKey, refuseLocked, withKeys, withLayer } from "./change.js";
import { addLayer } from "./layers.js";

/** @typedef {import("./editor.js").Range} Range */
/** @typedef {import("./editor.js").Edit} Edit */
/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./track.js").Layer} Layer */

/** @typedef {{fadeIn: number, fadeOut: number}} Fades in frames, inside the range; longer ones are shortened to fit */

/**
 * Channels take these played values within the range. The same range again changes its layer.
 * @param {Project} project
 * @param {Readonly<Record<string, number>>} values by channel
 * @param {Range} range
 * @param {Fades} fades
 * @returns {Edit & {layer: number}}
 */
export function editRange(project, values, range, fades) {
  const names = Object.keys(values);
  refuseLocked(project, names);
  const span = fadedRange(range, fades);
  const there = rangeLayer(project, range, names);
  const { project: begun, layer } = there >= 0 ? { project, layer: there } : addLayer(project, { name: "Range", mode: "replace", range: span });
  const before = begun.track.layers[layer].range;
  let next = before?.fadeIn === span.fadeIn && before?.fadeOut === span.fadeOut ? begun : withLayer(begun, layer, { range: span });
  for (const name of names) {
    const { minimum, maximum } = channelOf(name);
    const key = cleanKey({ frame: range.from, value: unstrengthened(project, name, clamp(values[name], minimum, maximum)) });
    const keys = next.track.layers[layer].curves[name]?.keys;
    if (keys?.length !== 1 || keys[0].value !== key.value) next = withKeys(next, layer, name, [key]);
  }
  return { project: next, layer, selection: names.map((channel) => ({ channel, index: 0 })) };
}

/** @param {Range} range @param {Fades} fades */
export function fadedRange({ from, to }, { fadeIn, fadeOut }) {
  if (!(to > from)) throw new Error(to === from ? "A range of one frame has no time to blend over; it needs two at least." : "The range is empty; mark some frames first.");
  const fit = Math.min(1, (to - from) / Math.max(fadeIn + fadeOut, 1e-9));
  return { from, to, fadeIn: Math.max(fadeIn * fit, 0) || 0, fadeOut: Math.max(fadeOut * fit, 0) || 0 };
}

/** The layer of an earlier edit of this range that nothing above changes; -1 when there is none. @param {Project} project @param {Range} range @param {readonly string[]} names */
function rangeLayer(project, { from, to }, names) {
  const { layers } = project.track;
  const index = layers.findLastIndex((l) => isRangeEdit(l) && l.range?.from === from && l.range.to === to);
  return layers.some((l, i) => i > index && names.some((name) => l.curves[name])) ? -1 : index;
}

/** @param {Layer} layer */
const isRangeEdit = (layer) => layer.kind === "edits" && layer.mode === "replace" && !layer.mute && (layer.weight ?? 1) === 1;
