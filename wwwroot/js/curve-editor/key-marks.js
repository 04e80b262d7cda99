// @ts-check
// Draws the keys of a channel.

import { colourOf } from "./colours.js";
import { pixelsPerUnit, toPixels } from "./spaces.js";

/** @typedef {import("./spaces.js").Spaces} Spaces */
/** @typedef {import("./curve-paths.js").KeyPoint} KeyPoint */

const DENSE_PIXELS = 7; // keys nearer than that are dots
const EDGE = 8; // pixels beyond a canvas from where a mark reaches in

/** @param {CanvasRenderingContext2D} context @param {import("./curve-paths.js").Paths} paths @param {import("./view.js").Scene} scene @param {string} name */
export function drawKeys(context, paths, { project, layer, spaces, view, palette, selection, current }, name) {
  const points = paths.points(project, name, layer);
  const beyond = EDGE / pixelsPerUnit(spaces.frame);
  const visible = within(points, spaces.frame.span.from - beyond, spaces.frame.span.to + beyond);
  if (visible.length === 0) return;
  const keys = project.track.layers[layer].curves[name].keys ?? [];
  const chosen = new Set(selection.filter((ref) => ref.channel === name).map((ref) => ref.index));
  const dense = areDense(points, view);
  if (dense && name !== current && chosen.size === 0) return; // a line of dots tells nothing
  const size = dense ? 1.5 : name === current ? 5.5 : 4;
  const plain = new Path2D();
  const marked = new Path2D();
  for (const { index, frame, value } of visible) {
    const isChosen = chosen.has(index);
    addShape(isChosen ? marked : plain, keys[index].kind, toPixels(spaces.frame, frame), toPixels(spaces.value, value), isChosen ? Math.max(size, 4.5) : size, dense);
  }
  const colour = colourOf(name, palette.dark, project.colours);
  context.fillStyle = colour;
  context.strokeStyle = palette.ground;
  context.lineWidth = 2;
  if (!dense) context.stroke(plain);
  context.fill(plain);
  context.fillStyle = palette.text;
  context.strokeStyle = colour;
  context.fill(marked);
  context.stroke(marked);
}

/** Whether the keys that are seen are too near each other to be told apart. @param {readonly KeyPoint[]} points @param {Spaces} view */
export function areDense(points, { frame }) {
  const [first, end] = [placeIn(points, frame.span.from), placeIn(points, frame.span.to)];
  return end - first > 1 && pixelsPerUnit(frame) * (points[end - 1].frame - points[first].frame) < DENSE_PIXELS * (end - first - 1);
}

/** @param {readonly KeyPoint[]} points @param {number} from @param {number} to */
const within = (points, from, to) => points.slice(placeIn(points, from), placeIn(points, to));

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
