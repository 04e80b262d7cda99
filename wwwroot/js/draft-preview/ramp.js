// @ts-check
// The steps between two values that the whole engine is made of; the same as Ramp.cs.

/** @param {number} x @param {number} low @param {number} high */
export const clamp = (x, low, high) => Math.min(Math.max(x, low), high);

/** 0 at from, 1 at to, flat at both ends; from may be above to. @param {number} from @param {number} to @param {number} x */
export function smooth(from, to, x) {
  const t = clamp((x - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
}

/** @param {number} a @param {number} b @param {number} weight */
export const mix = (a, b, weight) => a + (b - a) * weight;
