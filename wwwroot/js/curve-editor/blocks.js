// @ts-check
// Moving a layer that acts in a range: its range, and with a preset the keys in it. Some of it stays within the motion: outside nobody could take hold of it, and
// the next edit of time would drop it.

import { clamp, editableLayer, withLayer } from "./change.js";
import { fadedRange } from "./range.js";
import { stretched } from "./stretch.js";

/** @typedef {import("./project.js").Project} Project */

/** Ends and fades of a block in numbers; its keys stay. @param {Project} project @param {number} index @param {import("./track.js").LayerRange} wanted fades that do not fit are shortened @returns {Project} */
export function setBlock(project, index, wanted) {
  const { range: before } = editableLayer(project, index);
  const range = fadedRange(wanted, wanted);
  if (before && /** @type {const} */ (["from", "to", "fadeIn", "fadeOut"]).every((field) => before[field] === range[field])) return project;
  const last = project.track.length - 1;
  if (range.to <= 0 || range.from > last) throw new Error(`The block would lie outside the motion; its frames go from 0 to ${last}.`);
  return withLayer(project, index, { range });
}

/** The first row with room for each range: none lie on each other. @param {readonly {from: number, to: number}[]} ranges @returns {number[]} */
export function rowsOf(ranges) {
  /** @type {number[]} */ const rows = [];
  ranges.forEach(({ from, to }, i) => {
    let row = 0;
    while (ranges.some((other, k) => k < i && rows[k] === row && other.from < to && from < other.to)) row++;
    rows.push(row);
  });
  return rows;
}

/**
 * Both ends, or one of them, go so many frames later. A block that is moved takes its keys along.
 * @param {Project} project @param {number} index @param {"both" | "from" | "to"} part @param {number} frames @returns {Project}
 */
export function moveBlock(project, index, part, frames) {
  const layer = editableLayer(project, index);
  if (!layer.range || frames === 0) return project;
  const { from, to, fadeIn, fadeOut } = layer.range;
  const last = project.track.length - 1;
  if (part === "both") {
    const by = clamp(frames, 1 - to, last - from);
    if (by === 0) return project;
    const curves = Object.fromEntries(Object.entries(layer.curves).map(([name, curve]) => [name, curve.keys ? { keys: stretched(curve.keys, 1, by) } : curve]));
    return withLayer(project, index, { range: { from: from + by, to: to + by, fadeIn, fadeOut }, curves });
  }
  const range = part === "from" ? { from: Math.min(from + frames, to - 1, last), to } : { from, to: Math.max(to + frames, from + 1, 1) };
  if (range.from === from && range.to === to) return project;
  const fit = Math.min(1, (range.to - range.from) / Math.max(fadeIn + fadeOut, 1e-9));
  return withLayer(project, index, { range: { ...range, fadeIn: fadeIn * fit, fadeOut: fadeOut * fit } });
}
