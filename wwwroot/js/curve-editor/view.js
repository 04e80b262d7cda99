// @ts-check
// Draws a state of the editor on its canvases. No decisions: what is drawn, where and in which colour comes with the state.

import { colourOf } from "./colours.js";
import { handlesOf } from "./curve.js";
import { cleared } from "./lanes.js";
import { areDense, drawKeys } from "./key-marks.js";
import { fromPixels, rulerSteps, ticks, toPixels } from "./spaces.js";

/** @typedef {import("./spaces.js").Spaces} Spaces */
/** @typedef {import("./editor.js").KeyRef} KeyRef */
/** @typedef {import("./editor.js").Range} Range */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box in pixels of the canvas */

/**
 * @typedef {{project: import("./project.js").Project, layer: number, shown: readonly string[], current: string, selection: readonly KeyRef[], range: Range | null,
 *   spaces: Spaces, view: Spaces, palette: import("./colours.js").Palette, marquee: Box | null, frame: Box | null}} Scene `spaces` are the canvas's, `view` is all that is seen;
 *   `frame` surrounds keys that can be scaled
 */

const TEXT = "11px system-ui, sans-serif";
const MANY = 16; // channels, whose lines are thin

/** What stays while a hand moves: grid, ranges and the channels that are not edited. @param {{context: CanvasRenderingContext2D, width: number, height: number}} on @param {import("./curve-paths.js").Paths} paths @param {Scene} scene @param {readonly string[]} names */
export function drawBack({ context, width, height }, paths, scene, names) {
  const { spaces, palette, range, project } = scene;
  drawGrid(context, width, height, spaces, palette, project.track.rate);
  drawOutside(context, width, height, spaces, palette, project.track.length);
  for (const stretch of [range, project.track.layers[scene.layer]?.range]) if (stretch) drawRange(context, height, spaces, stretch, palette, stretch === range);
  const width1 = names.length > MANY ? 1 : 1.4;
  for (const name of names) drawLine(context, paths, scene, name, width1);
  for (const name of names) drawKeys(context, paths, scene, name);
}

/** What the hand moves, and what stays where it is while time moves: edited channels with their keys and handles; values of the grid. @param {HTMLCanvasElement} canvas @param {import("./curve-paths.js").Paths} paths @param {Scene} scene @param {readonly string[]} names */
export function drawFront(canvas, paths, scene, names) {
  const { context } = cleared(canvas);
  drawScale(context, scene.spaces.value, scene.palette);
  for (const name of names) drawLine(context, paths, scene, name, name === scene.current ? 2.5 : 1.4);
  for (const name of names) drawKeys(context, paths, scene, name);
  drawHandles(context, paths, scene);
  if (scene.frame) drawBox(context, scene.frame, scene.palette.faint, null, scene.frame);
  if (scene.marquee) drawBox(context, scene.marquee, scene.palette.primary, scene.palette.primary, null);
}

/** All that the back depends on, but where it is. @param {import("./curve-paths.js").Paths} paths @param {Scene} scene @param {readonly string[]} names @returns {unknown[]} */
export function inputsOfBack(paths, { project, layer, view, palette, range }, names) {
  return [palette, range, project.track.layers[layer]?.range, project.muted, project.solo, project.locked, project.colours, project.track.rate, project.track.length,
    ...names.flatMap((name) => [name, paths.shape(project, name, view), paths.points(project, name, layer), areDense(paths.points(project, name, layer), view)])];
}

const SCALE_PIXELS = 34; // between two values of the grid

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {Spaces} spaces @param {import("./colours.js").Palette} palette @param {number} rate */
function drawGrid(context, width, height, spaces, palette, rate) {
  context.strokeStyle = palette.faint;
  context.lineWidth = 1;
  const lines = new Path2D();
  const [start, end] = [-2, width + 2]; // a line at the edge is on one canvas or on both
  const wide = { start, end, span: { from: fromPixels(spaces.frame, start), to: fromPixels(spaces.frame, end) } };
  for (const frame of ticks(wide, 64, rulerSteps(rate)).at) {
    const x = Math.round(toPixels(spaces.frame, frame)) + 0.5;
    lines.moveTo(x, 0);
    lines.lineTo(x, height);
  }
  for (const value of ticks(spaces.value, SCALE_PIXELS).at) {
    const y = Math.round(toPixels(spaces.value, value)) + 0.5;
    lines.moveTo(0, y);
    lines.lineTo(width, y);
  }
  context.globalAlpha = 0.22;
  context.stroke(lines);
  context.globalAlpha = 0.6;
  const zero = Math.round(toPixels(spaces.value, 0)) + 0.5;
  context.beginPath();
  context.moveTo(0, zero);
  context.lineTo(width, zero);
  context.stroke();
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {import("./spaces.js").Axis} axis @param {import("./colours.js").Palette} palette */
function drawScale(context, axis, palette) {
  const { step, at } = ticks(axis, SCALE_PIXELS);
  const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  context.fillStyle = palette.text;
  context.font = TEXT;
  context.textBaseline = "bottom";
  context.globalAlpha = 0.75;
  for (const value of at) context.fillText(value.toFixed(places), 6, toPixels(axis, value) - 1);
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {Spaces} spaces @param {import("./colours.js").Palette} palette @param {number} length */
function drawOutside(context, width, height, spaces, palette, length) {
  context.fillStyle = palette.faint;
  context.globalAlpha = 0.12;
  const [left, right] = [toPixels(spaces.frame, 0), toPixels(spaces.frame, length - 1)];
  if (left > 0) context.fillRect(0, 0, left, height);
  if (right < width) context.fillRect(right, 0, width - right, height);
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {number} height @param {Spaces} spaces @param {Range} range @param {import("./colours.js").Palette} palette @param {boolean} marked by the visitor */
function drawRange(context, height, spaces, range, palette, marked) {
  const [left, right] = [toPixels(spaces.frame, range.from), toPixels(spaces.frame, range.to)];
  context.fillStyle = marked ? palette.primary : palette.faint;
  context.globalAlpha = marked ? 0.1 : 0.14;
  context.fillRect(left, 0, right - left, height);
  context.globalAlpha = marked ? 0.8 : 0.5;
  for (const x of [left, right]) context.fillRect(Math.round(x), 0, 1, height);
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {import("./curve-paths.js").Paths} paths @param {Scene} scene @param {string} name @param {number} width */
function drawLine(context, paths, { project, spaces, palette, current }, name, width) {
  context.strokeStyle = colourOf(name, palette.dark, project.colours);
  context.lineWidth = width;
  context.lineJoin = "bevel";
  context.globalAlpha = isSilent(project, name) ? 0.25 : name === current ? 1 : 0.8;
  context.setLineDash(project.locked?.includes(name) ? [6, 3] : []);
  context.stroke(paths.line(project, name, spaces));
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** @param {import("./project.js").Project} project @param {string} name */
const isSilent = ({ muted, solo }, name) => Boolean(muted?.includes(name) || (solo?.length && !solo.includes(name)));

/** @param {CanvasRenderingContext2D} context @param {import("./curve-paths.js").Paths} paths @param {Scene} scene */
function drawHandles(context, paths, scene) {
  for (const { key, tip } of handleTips(paths, scene)) {
    context.strokeStyle = scene.palette.text;
    context.fillStyle = scene.palette.ground;
    context.lineWidth = 1;
    context.globalAlpha = 0.8;
    context.beginPath();
    context.moveTo(key[0], key[1]);
    context.lineTo(tip[0], tip[1]);
    context.stroke();
    context.globalAlpha = 1;
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(tip[0], tip[1], 4, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

const MOST_HANDLES = 40; // selected keys whose handles are drawn and can be held

/**
 * Where handles of selected bezier keys end, in pixels.
 * @param {import("./curve-paths.js").Paths} paths @param {Pick<Scene, "project" | "layer" | "selection" | "spaces" | "shown">} scene
 * @returns {{ref: KeyRef, side: "in" | "out", key: [number, number], tip: [number, number]}[]}
 */
export function handleTips(paths, { project, layer, selection, spaces, shown }) {
  if (selection.length > MOST_HANDLES) return [];
  return selection.flatMap((ref) => {
    const keys = project.track.layers[layer]?.curves[ref.channel]?.keys;
    const point = paths.points(project, ref.channel, layer)[ref.index];
    if (!keys || !point || !shown.includes(ref.channel)) return [];
    const handles = handlesOf(keys, ref.index);
    const sides = /** @type {("in" | "out")[]} */ ([
      ...((keys[ref.index - 1]?.kind ?? (ref.index > 0 ? "bezier" : "")) === "bezier" ? ["in"] : []),
      ...(ref.index < keys.length - 1 && (keys[ref.index].kind ?? "bezier") === "bezier" ? ["out"] : []),
    ]);
    return sides.map((side) => {
      const [frames, value] = handles[side];
      const at = (/** @type {number} */ f, /** @type {number} */ v) => /** @type {[number, number]} */ ([toPixels(spaces.frame, f), toPixels(spaces.value, v)]);
      return { ref, side, key: at(point.frame, point.value), tip: at(point.frame + frames, point.value + value) };
    });
  });
}

/** @param {CanvasRenderingContext2D} context @param {Box} box @param {string} line @param {string | null} fill @param {Box | null} grips shown at the middle of its sides */
function drawBox(context, { left, top, right, bottom }, line, fill, grips) {
  if (fill) {
    context.fillStyle = fill;
    context.globalAlpha = 0.12;
    context.fillRect(left, top, right - left, bottom - top);
    context.globalAlpha = 1;
  }
  context.strokeStyle = line;
  context.lineWidth = 1;
  context.setLineDash([4, 3]);
  context.strokeRect(left + 0.5, top + 0.5, right - left, bottom - top);
  context.setLineDash([]);
  if (!grips) return;
  context.fillStyle = line;
  for (const { x, y } of gripsOf(grips)) context.fillRect(x - 4, y - 4, 8, 8);
}

/** The places that scale a selection: its four sides. @param {Box} box @returns {{side: "left" | "right" | "top" | "bottom", x: number, y: number}[]} */
export function gripsOf({ left, top, right, bottom }) {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return [{ side: "left", x: left, y }, { side: "right", x: right, y }, { side: "top", x, y: top }, { side: "bottom", x, y: bottom }];
}
