// @ts-check
// Draws the ruler and the waveform, and sizes canvases.

import { clock, rulerSteps, ticks, toPixels } from "./spaces.js";

/** @typedef {import("./spaces.js").Spaces} Spaces */
/** @typedef {import("./colours.js").Palette} Palette */
/** @typedef {import("./editor.js").Range} Range */

const TEXT = "11px system-ui, sans-serif";

/** @param {HTMLCanvasElement} canvas @param {Spaces} spaces @param {Palette} palette @param {number} rate @param {Range | null} range */
export function drawRuler(canvas, spaces, palette, rate, range) {
  const { height, context } = cleared(canvas);
  const axis = spaces.frame;
  if (range) {
    context.fillStyle = palette.primary;
    const left = toPixels(axis, range.from);
    context.globalAlpha = 0.3;
    context.fillRect(left, height - 8, Math.max(2, toPixels(axis, range.to) - left), 8);
    context.globalAlpha = 1;
  }
  const { step, at } = ticks(axis, 64, rulerSteps(rate));
  context.font = TEXT;
  context.textBaseline = "top";
  for (const frame of at) {
    const x = Math.round(toPixels(axis, frame)) + 0.5;
    context.fillStyle = palette.faint;
    context.fillRect(x, height - 7, 1, 7);
    context.fillStyle = palette.text;
    context.fillText(step < rate / 2 ? `${frame}` : clock(frame, rate).replace(/\.00$/, ""), x + 4, 5);
  }
}

/** The waveform. @param {HTMLCanvasElement} canvas @param {Spaces} spaces @param {Palette} palette @param {(begin: number, end: number) => number} peakBetween two frames, 0 to 1 */
export function drawSound(canvas, spaces, palette, peakBetween) {
  const { width, height, context } = cleared(canvas);
  const { start, end, span } = spaces.frame;
  context.fillStyle = palette.faint;
  const framesEach = (span.to - span.from) / (end - start);
  for (let x = Math.floor(start); x < Math.min(end, width); x++) {
    const begin = span.from + (x - start) * framesEach;
    const half = Math.max(0.5, (peakBetween(begin, begin + framesEach) * height) / 2);
    context.fillRect(x, height / 2 - half, 1, 2 * half);
  }
}

/** Sized to what the screen has for it. @param {HTMLCanvasElement} canvas */
export function cleared(canvas) {
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  return { width, height, context: onPixels(canvas, width, height) };
}

/** An empty canvas of that size, drawn in units of the page. @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
export function onPixels(canvas, width, height) {
  const ratio = devicePixelRatio || 1;
  const [wide, high] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
