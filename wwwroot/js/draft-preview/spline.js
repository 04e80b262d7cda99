// @ts-check
// Cubic B-spline coefficients whose spline passes through every pixel: SplinePrefilter.cs. Source: Unser, Aldroubi, Eden, "B-Spline Signal Processing".

import { reflect } from "./overlay-mask.js";

/** Texels replicated around the picture, so that the shader's four taps never leave it. */
export const SPLINE_PAD = 2;

const POLE = Math.sqrt(3) - 2;
const HORIZON = 16; // POLE^16 is under 1e-9
const CHANNELS = 4;

/**
 * RGBA values 0..1 to padded coefficients, (width + 4) x (height + 4).
 * @param {Float32Array} values four per pixel; overwritten @param {number} width @param {number} height
 */
export function splineCoefficients(values, width, height) {
  for (let y = 0; y < height; y++) filter(values, y * width * CHANNELS, width, CHANNELS);
  for (let x = 0; x < width; x++) filter(values, x * CHANNELS, height, width * CHANNELS);
  const [paddedWidth, paddedHeight] = [width + 2 * SPLINE_PAD, height + 2 * SPLINE_PAD];
  const padded = new Float32Array(paddedWidth * paddedHeight * CHANNELS);
  for (let y = 0; y < paddedHeight; y++) {
    const row = reflect(y - SPLINE_PAD, height) * width;
    for (let x = 0; x < paddedWidth; x++) {
      const from = (row + reflect(x - SPLINE_PAD, width)) * CHANNELS;
      const to = (y * paddedWidth + x) * CHANNELS;
      for (let c = 0; c < CHANNELS; c++) padded[to + c] = values[from + c];
    }
  }

  return padded;
}

/** One line of all four channels. @param {Float32Array} v @param {number} start @param {number} length @param {number} step */
function filter(v, start, length, step) {
  if (length === 1) return;
  for (let c = start; c < start + CHANNELS; c++) {
    const at = (/** @type {number} */ i) => c + i * step;
    let [first, power] = [0, 1];
    for (let k = 0; k < HORIZON; k++, power *= POLE) first += power * v[at(reflect(k, length))];
    v[at(0)] = 6 * first;
    for (let i = 1; i < length; i++) v[at(i)] = 6 * v[at(i)] + POLE * v[at(i - 1)];
    v[at(length - 1)] = (POLE / (POLE * POLE - 1)) * (v[at(length - 1)] + POLE * v[at(length - 2)]);
    for (let i = length - 2; i >= 0; i--) v[at(i)] = POLE * (v[at(i + 1)] - v[at(i)]);
  }
}
