// @ts-check
// The two axes of the canvas, frames over pixels and values over pixels, and what is pure about moving in them.
//
//   frames  0 ....... span.from ======== span.to ....... length     what of the track is seen
//   pixels            start ------------ end                        where on the canvas
//
// Values are the same standing up: span.from is at the bottom.

/** A stretch of frames or values. @typedef {Readonly<{from: number, to: number}>} Span */

/** @typedef {Readonly<{start: number, end: number, span: Span}>} Axis pixels at both ends of a span */

/** @typedef {Readonly<{frame: Axis, value: Axis}>} Spaces */

/** @param {Axis} axis @param {number} unit */
export const toPixels = ({ start, end, span }, unit) => start + ((unit - span.from) / (span.to - span.from)) * (end - start);

/** @param {Axis} axis @param {number} pixel */
export const fromPixels = ({ start, end, span }, pixel) => span.from + ((pixel - start) / (end - start)) * (span.to - span.from);

/** How many units so many pixels are, with their sign. @param {Axis} axis @param {number} pixels */
export const lengthOf = ({ start, end, span }, pixels) => (pixels / (end - start)) * (span.to - span.from);

/** @param {Axis} axis pixels of one unit, without sign */
export const pixelsPerUnit = ({ start, end, span }) => Math.abs((end - start) / (span.to - span.from));

/**
 * The span with what is `about` kept where it is; no smaller than `least`, within `limits`.
 * @param {Span} span @param {number} about @param {number} factor below 1 comes nearer @param {Span} limits @param {number} least @returns {Span}
 */
export function zoomed(span, about, factor, limits, least) {
  const size = span.to - span.from;
  const wanted = Math.min(Math.max(size * factor, least), limits.to - limits.from);
  const from = about - ((about - span.from) / size) * wanted;
  return moved({ from, to: from + wanted }, 0, limits);
}

/** @param {Span} span @param {number} by @param {Span} limits @returns {Span} */
export function moved(span, by, limits) {
  const size = Math.min(span.to - span.from, limits.to - limits.from);
  const from = Math.min(Math.max(span.from + by, limits.from), limits.to - size);
  return { from, to: from + size };
}

/** A span around numbers, with room at both ends; flat numbers get `least`. @param {Iterable<number>} numbers @param {number} least @param {number} room share of the span @returns {Span} */
export function spanAround(numbers, least, room) {
  let from = Infinity;
  let to = -Infinity;
  for (const n of numbers) {
    if (n < from) from = n;
    if (n > to) to = n;
  }
  if (from > to) return { from: -room * least, to: (1 + room) * least };
  const lacking = Math.max(0, least - (to - from)) / 2;
  const margin = Math.max(least, to - from) * room;
  return { from: from - lacking - margin, to: to + lacking + margin };
}

/**
 * Where lines of a scale go: the smallest step of 1, 2, 5 times a power of ten (or of `steps`) that leaves `apart` pixels between two.
 * @param {Axis} axis @param {number} apart @param {readonly number[]} [steps] ascending @returns {{step: number, at: number[]}}
 */
export function ticks(axis, apart, steps) {
  const wanted = apart / pixelsPerUnit(axis);
  const step = steps?.find((s) => s >= wanted) ?? roundStep(wanted);
  const at = [];
  for (let i = Math.ceil(axis.span.from / step - 1e-9); i * step <= axis.span.to + step * 1e-9; i++) at.push(i * step);
  return { step, at };
}

/** @param {number} wanted */
function roundStep(wanted) {
  const power = Math.pow(10, Math.floor(Math.log10(wanted)));
  return power * (/** @type {number} */ ([1, 2, 5, 10].find((s) => s * power >= wanted * (1 - 1e-9))));
}

/** Steps of a ruler in frames: whole frames, then whole parts and multiples of a second. @param {number} rate @returns {number[]} */
export function rulerSteps(rate) {
  const frames = [1, 2, 5, 10].filter((s) => s < rate / 2);
  const seconds = [1, 2, 5, 10, 30, 60, 120, 300].map((s) => Math.round(s * rate));
  return [...frames, ...(rate % 2 === 0 ? [rate / 2] : []), ...seconds];
}

/** Only the longer of two ways. @param {number} x @param {number} y @returns {[number, number]} */
export const lockAxis = (x, y) => (Math.abs(x) >= Math.abs(y) ? [x, 0] : [0, y]);

/** The nearest of the places within reach, else the number itself. @param {number} number @param {Iterable<number>} places @param {number} reach */
export function snap(number, places, reach) {
  let best = number;
  let nearest = reach;
  for (const place of places) {
    const away = Math.abs(place - number);
    if (away <= nearest) [best, nearest] = [place, away];
  }
  return best;
}

/** Minutes, seconds and hundredths as editors write them: 0:01.24. @param {number} frame @param {number} rate */
export function clock(frame, rate) {
  const hundredths = Math.round((frame / rate) * 100);
  const seconds = Math.floor(hundredths / 100);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}.${String(hundredths % 100).padStart(2, "0")}`;
}
