// @ts-check
// What is under a pointer on the canvas: the nearest handle, key, grip or line within reach. Pure: all places are given.

import { toPixels } from "./spaces.js";

/** @typedef {import("./spaces.js").Spaces} Spaces */
/** @typedef {import("./editor.js").KeyRef} KeyRef */
/** @typedef {import("./curve-paths.js").KeyPoint} KeyPoint */

/**
 * @typedef {{kind: "handle", ref: KeyRef, side: "in" | "out"} | {kind: "key", ref: KeyRef} | {kind: "grip", side: "left" | "right" | "top" | "bottom"}
 *   | {kind: "line", channel: string} | {kind: "ground"}} Hit
 */

/**
 * @param {{x: number, y: number, reach: number}} at in pixels
 * @param {{spaces: Spaces, channels: readonly {name: string, points: readonly KeyPoint[], value: number}[], tips: readonly {ref: KeyRef, side: "in" | "out", tip: readonly [number, number]}[],
 *   grips: readonly {side: "left" | "right" | "top" | "bottom", x: number, y: number}[]}} scene channels from back to front; `value` is the line's at the pointer's frame
 * @returns {Hit}
 */
export function hitAt({ x, y, reach }, { spaces, channels, tips, grips }) {
  const key = nearest(keysNear(), reach);
  const handle = nearest(tips.map(({ ref, side, tip }) => ({ hit: /** @type {Hit} */ ({ kind: "handle", ref, side }), away: Math.hypot(tip[0] - x, tip[1] - y) })), reach);
  if (handle && (!key || handle.away < key.away)) return handle.hit;
  if (key) return key.hit;
  const grip = nearest(grips.map((g) => ({ hit: /** @type {Hit} */ ({ kind: "grip", side: g.side }), away: Math.hypot(g.x - x, g.y - y) })), reach + 3);
  if (grip) return grip.hit;
  const line = nearest(channels.map(({ name, value }) => ({ hit: /** @type {Hit} */ ({ kind: "line", channel: name }), away: Math.abs(toPixels(spaces.value, value) - y) })), reach);
  return line?.hit ?? { kind: "ground" };

  function keysNear() {
    return channels.flatMap(({ name, points }) => points.filter(({ frame }) => Math.abs(toPixels(spaces.frame, frame) - x) <= reach).map((point) => ({
      hit: /** @type {Hit} */ ({ kind: "key", ref: { channel: name, index: point.index } }),
      away: Math.hypot(toPixels(spaces.frame, point.frame) - x, toPixels(spaces.value, point.value) - y),
    })));
  }
}

/** The last of the nearest: what lies in front wins. @template {{away: number}} T @param {T[]} places @param {number} reach @returns {T | undefined} */
const nearest = (places, reach) => places.reduce((/** @type {T | undefined} */ best, place) => (place.away <= (best?.away ?? reach) ? place : best), undefined);

/** Keys within a box of pixels. @param {import("./view.js").Box} box @param {Spaces} spaces @param {readonly {name: string, points: readonly KeyPoint[]}[]} channels @returns {KeyRef[]} */
export function keysWithin({ left, top, right, bottom }, spaces, channels) {
  return channels.flatMap(({ name, points }) => points.filter(({ frame, value }) => {
    const [x, y] = [toPixels(spaces.frame, frame), toPixels(spaces.value, value)];
    return x >= left && x <= right && y >= top && y <= bottom;
  }).map(({ index }) => ({ channel: name, index })));
}

/** The box around selected keys, where there is something to scale. @param {readonly KeyRef[]} selection @param {Spaces} spaces @param {(ref: KeyRef) => KeyPoint | undefined} pointOf @returns {import("./view.js").Box | null} */
export function boxAround(selection, spaces, pointOf) {
  const places = selection.flatMap((ref) => pointOf(ref) ?? []).map(({ frame, value }) => [toPixels(spaces.frame, frame), toPixels(spaces.value, value)]);
  if (places.length < 2) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of places) [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  return { left: left - 12, top: top - 12, right: right + 12, bottom: bottom + 12 };
}

/** @param {readonly KeyRef[]} refs @param {KeyRef} ref */
export const includesRef = (refs, ref) => refs.some(({ channel, index }) => channel === ref.channel && index === ref.index);

/** @param {readonly KeyRef[]} refs @param {readonly KeyRef[]} more @returns {KeyRef[]} each once */
export const joined = (refs, more) => [...refs, ...more.filter((ref) => !includesRef(refs, ref))];

/** In when it was out, out when it was in. @param {readonly KeyRef[]} refs @param {KeyRef} ref @returns {KeyRef[]} */
export const toggled = (refs, ref) => (includesRef(refs, ref) ? refs.filter(({ channel, index }) => channel !== ref.channel || index !== ref.index) : [...refs, ref]);
