// @ts-check
// Coverage of something drawn over the sheet, in a box of picture pixels: OverlayMask.cs, PolygonCoverage.cs and the blur between.

import { clamp } from "./ramp.js";

/** @typedef {[x: number, y: number]} Place */

const SUB_ROWS = 4;

/** @param {number} pictureWidth @param {number} pictureHeight */
export function makeMask(pictureWidth, pictureHeight) {
  let values = new Float32Array(0);
  let scratch = new Float32Array(0);
  const mask = {
    left: 0, top: 0, width: 0, height: 0,
    get isEmpty() { return mask.width <= 0 || mask.height <= 0; },
    get values() { return values.subarray(0, mask.width * mask.height); },
    clear() { mask.width = mask.height = 0; },
    begin, fillPolygon, fillLine, blur,
  };
  return mask;

  /** The box around the points and a margin, cut to the picture; all coverage 0. @param {Place[]} points @param {number} margin */
  function begin(points, margin) {
    const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
    mask.left = clamp(Math.floor(Math.min(...xs) - margin), 0, pictureWidth);
    mask.top = clamp(Math.floor(Math.min(...ys) - margin), 0, pictureHeight);
    mask.width = clamp(Math.ceil(Math.max(...xs) + margin) + 1, 0, pictureWidth) - mask.left;
    mask.height = clamp(Math.ceil(Math.max(...ys) + margin) + 1, 0, pictureHeight) - mask.top;
    if (mask.isEmpty) return;
    const size = mask.width * mask.height;
    if (values.length < size) [values, scratch] = [new Float32Array(2 * size), new Float32Array(2 * size)];
    values.fill(0, 0, size);
  }

  /** Even-odd, anti-aliased: exact across, four sub-rows down. @param {Place[]} polygon @param {number} opacity */
  function fillPolygon(polygon, opacity) {
    for (let row = 0; row < mask.height; row++) {
      for (let sub = 0; sub < SUB_ROWS; sub++) {
        const crossings = crossingsAt(polygon, mask.top + row - 0.5 + (sub + 0.5) / SUB_ROWS);
        for (let k = 0; k + 1 < crossings.length; k += 2) addSpan(row * mask.width, crossings[k] - mask.left + 0.5, crossings[k + 1] - mask.left + 0.5, opacity);
      }
    }
  }

  /** @param {number} start @param {number} from @param {number} to @param {number} opacity */
  function addSpan(start, from, to, opacity) {
    const [first, last] = [clamp(from, 0, mask.width), clamp(to, 0, mask.width)];
    for (let x = Math.floor(first); x < last; x++) values[start + x] += (opacity * (Math.min(last, x + 1) - Math.max(first, x))) / SUB_ROWS;
  }

  /** A line through the points, a pixel of soft edge. @param {Place[]} points @param {number} thickness @param {number} opacity */
  function fillLine(points, thickness, opacity) {
    for (let y = 0; y < mask.height; y++) {
      for (let x = 0; x < mask.width; x++) {
        let distance = Infinity;
        for (let k = 0; k + 1 < points.length; k++) distance = Math.min(distance, distanceTo(x + mask.left, y + mask.top, points[k], points[k + 1]));
        values[y * mask.width + x] = opacity * clamp(thickness / 2 + 0.5 - distance, 0, 1);
      }
    }
  }

  /** Gaussian, borders reflected. @param {number} sigma pixels */
  function blur(sigma) {
    if (mask.isEmpty) return;
    const kernel = gaussian(sigma);
    pass(values, scratch, kernel, mask.width, 1, mask.height, mask.width);
    pass(scratch, values, kernel, mask.height, mask.width, mask.width, 1);
  }
}

/** @typedef {ReturnType<typeof makeMask>} Mask */

/** @param {Place[]} polygon @param {number} y */
function crossingsAt(polygon, y) {
  const crossings = [];
  for (let i = 0; i < polygon.length; i++) {
    const [a, b] = [polygon[i], polygon[(i + 1) % polygon.length]];
    if (a[1] <= y !== b[1] <= y) crossings.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
  }

  return crossings.sort((p, q) => p - q);
}

/** @param {number} x @param {number} y @param {Place} from @param {Place} to */
function distanceTo(x, y, from, to) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const t = clamp(((x - from[0]) * dx + (y - from[1]) * dy) / Math.max(dx * dx + dy * dy, 1e-9), 0, 1);
  return Math.hypot(x - from[0] - t * dx, y - from[1] - t * dy);
}

/** @param {number} sigma */
function gaussian(sigma) {
  const radius = Math.max(1, Math.round(4 * sigma));
  const kernel = Float32Array.from({ length: 2 * radius + 1 }, (_, k) => Math.exp(-((k - radius) ** 2) / (2 * sigma * sigma)));
  const sum = kernel.reduce((a, b) => a + b, 0);
  return kernel.map((k) => k / sum);
}

/**
 * One direction of the blur: `length` values a `step` apart, for each of `lines` a `stride` apart.
 * @param {Float32Array} from @param {Float32Array} to @param {Float32Array} kernel @param {number} length @param {number} step @param {number} lines @param {number} stride
 */
function pass(from, to, kernel, length, step, lines, stride) {
  const radius = kernel.length >> 1;
  for (let line = 0; line < lines; line++) {
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k++) sum += kernel[k] * from[line * stride + reflect(i - radius + k, length) * step];
      to[line * stride + i * step] = sum;
    }
  }
}

/** Index of the border-reflected neighbour; the edge is not repeated. @param {number} i @param {number} length */
export function reflect(i, length) {
  if (i >= 0 && i < length) return i;
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const at = Math.abs(i) % period;
  return at < length ? at : period - at;
}
