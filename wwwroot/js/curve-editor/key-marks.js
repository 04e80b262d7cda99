// @ts-check
// Draws the keys of a channel: one path for all that are not selected, made for more than is seen, so that scrolling only places it anew.

import { colourOf } from "./colours.js";
import { pixelsPerUnit, toPixels } from "./spaces.js";

/** @typedef {import("./view.js").Scene} Scene */
/** @typedef {import("./spaces.js").Span} Span */
/** @typedef {import("./curve-paths.js").KeyPoint} KeyPoint */
/** @typedef {import("./curve.js").Keyframe} Keyframe */

/** Marks in pixels from where `origin` and value 0 are. @typedef {{across: number, up: number, size: number, dense: boolean, origin: number, from: number, to: number, path: Path2D}} Marks */

const DENSE_PIXELS = 7; // keys nearer than that are dots
const BEYOND = 0.5; // of what is seen, on both sides

/** @type {WeakMap<readonly KeyPoint[], Marks>} */ const known = new WeakMap();

/** @param {CanvasRenderingContext2D} context @param {import("./curve-paths.js").Paths} paths @param {Scene} scene @param {string} name */
export function drawKeys(context, paths, { project, layer, spaces, palette, selection, current }, name) {
  const points = paths.points(project, name, layer);
  const { from, to } = spaces.frame.span;
  const [first, end] = [placeIn(points, from - 1), placeIn(points, to + 1)];
  if (first >= end) return;
  const keys = project.track.layers[layer].curves[name].keys ?? [];
  const chosen = new Set(selection.filter((ref) => ref.channel === name).map((ref) => ref.index));
  const dense = end - first > 1 && pixelsPerUnit(spaces.frame) * (points[end - 1].frame - points[first].frame) < DENSE_PIXELS * (end - first - 1);
  if (dense && name !== current && chosen.size === 0) return; // a line of dots tells nothing
  const size = dense ? 1.5 : name === current ? 5.5 : 4;
  const colour = colourOf(name, palette.dark, project.colours);
  context.fillStyle = colour;
  context.strokeStyle = palette.ground;
  context.lineWidth = 2;
  const plain = chosen.size === 0 ? placed(marksOf(points, keys, spaces, size, dense), spaces) : new Path2D();
  const marked = new Path2D();
  if (chosen.size > 0) {
    for (const { index, frame, value } of points.slice(first, end)) {
      const isChosen = chosen.has(index);
      addShape(isChosen ? marked : plain, keys[index].kind, toPixels(spaces.frame, frame), toPixels(spaces.value, value), isChosen ? Math.max(size, 4.5) : size, dense);
    }
  }
  if (!dense) context.stroke(plain);
  context.fill(plain);
  context.fillStyle = palette.text;
  context.strokeStyle = colour;
  context.fill(marked);
  context.stroke(marked);
}

/** @param {readonly KeyPoint[]} points @param {readonly Keyframe[]} keys of the same indices @param {import("./spaces.js").Spaces} spaces @param {number} size @param {boolean} dense @returns {Marks} */
function marksOf(points, keys, { frame, value }, size, dense) {
  const across = (frame.end - frame.start) / (frame.span.to - frame.span.from);
  const up = (value.end - value.start) / (value.span.to - value.span.from);
  const before = known.get(points);
  if (before?.across === across && before.up === up && before.size === size && before.dense === dense && before.from <= frame.span.from && before.to >= frame.span.to) return before;
  const beyond = BEYOND * (frame.span.to - frame.span.from) + 1;
  const [origin, from, to] = [frame.span.from, frame.span.from - beyond, frame.span.to + beyond];
  const path = new Path2D();
  for (const point of points.slice(placeIn(points, from), placeIn(points, to))) addShape(path, keys[point.index].kind, (point.frame - origin) * across, point.value * up, size, dense);
  const marks = { across, up, size, dense, origin, from, to, path };
  known.set(points, marks);
  return marks;
}

/** @param {Marks} marks @param {import("./spaces.js").Spaces} spaces */
function placed({ path, origin }, spaces) {
  const there = new Path2D();
  there.addPath(path, { a: 1, b: 0, c: 0, d: 1, e: toPixels(spaces.frame, origin), f: toPixels(spaces.value, 0) });
  return there;
}

/** Where a frame would stand among points that are in order of frame. @param {readonly KeyPoint[]} points @param {number} frame */
function placeIn(points, frame) {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle].frame < frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A diamond for bezier keys, a square for hold, a dot for linear. @param {Path2D} path @param {string | undefined} kind @param {number} x @param {number} y @param {number} r @param {boolean} dense */
function addShape(path, kind, x, y, r, dense) {
  if (dense || kind === "hold") path.rect(x - r * 0.8, y - r * 0.8, 1.6 * r, 1.6 * r);
  else if (kind === "linear") {
    path.moveTo(x + r * 0.9, y);
    path.arc(x, y, r * 0.9, 0, 2 * Math.PI);
  } else {
    path.moveTo(x, y - r);
    path.lineTo(x + r, y);
    path.lineTo(x, y + r);
    path.lineTo(x - r, y);
    path.closePath();
  }
}
