// @ts-check
// Keys moved and stretched in time, with their handles.

/** @typedef {import("./curve.js").Keyframe} Keyframe */
/** @typedef {import("./curve.js").Handle} Handle */

/**
 * Frames become frame * factor + shift. A negative factor turns the keys round: each segment keeps its kind, each key its other handle.
 * @param {readonly Keyframe[]} keys in order
 * @param {number} factor
 * @param {number} shift
 * @returns {Keyframe[]} in order
 */
export function stretched(keys, factor, shift) {
  const wide = (/** @type {Handle | undefined} */ handle) => handle && /** @type {const} */ ([handle[0] * factor, handle[1]]);
  if (factor >= 0) return keys.map((key) => ({ ...key, frame: key.frame * factor + shift, in: wide(key.in), out: wide(key.out) }));
  const turned = keys.map((key, i) => ({ ...key, frame: key.frame * factor + shift, in: wide(key.out), out: wide(key.in), kind: keys[i > 0 ? i - 1 : keys.length - 1].kind }));
  return turned.reverse();
}
