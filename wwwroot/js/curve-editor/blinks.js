// @ts-check
// Where the eyes blink, and a motion without one of its blinks.

import { shownValue } from "./composition.js";
import { editRange } from "./range.js";

/** @typedef {import("./editor.js").Range} Range */
/** @typedef {import("./editor.js").Edit} Edit */
/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./track.js").Track} Track */

const LIDS = ["eyeBlinkLeft", "eyeBlinkRight"];

/** A lid is shutting above SHUT and open below OPEN. */
const SHUT = 0.35;
const OPEN = 0.1;

/** Whole frames, from the last with open eyes to the first with open eyes again, in order; a wink counts. @param {Track} track @returns {Range[]} */
export function blinks(track) {
  const lids = Array.from({ length: track.length }, (_, frame) => Math.max(...LIDS.map((lid) => shownValue(track, lid, frame))));
  /** @type {Range[]} */ const found = [];
  for (let frame = 0; frame < lids.length; frame++) {
    if (lids[frame] < SHUT) continue;
    let [from, to] = [frame, frame];
    while (to + 1 < lids.length && lids[to + 1] >= SHUT) to++;
    frame = to;
    while (from > 0 && lids[from] > OPEN && (lids[from] >= SHUT || lids[from - 1] < lids[from])) from--;
    while (to + 1 < lids.length && lids[to] > OPEN && (lids[to] >= SHUT || lids[to + 1] < lids[to])) to++;
    found.push({ from, to });
  }
  return found;
}

/**
 * Takes away the blink at the frame, or the nearest within half a second: the eyes stay as open as around it, and nothing else changes.
 * @param {Project} project
 * @param {Track} track as played
 * @param {number} frame
 * @returns {Edit & {layer: number}}
 */
export function removeBlink(project, track, frame) {
  const distance = (/** @type {Range} */ { from, to }) => Math.max(from - frame, frame - to, 0);
  const nearest = blinks(track).sort((a, b) => distance(a) - distance(b))[0];
  if (!nearest || distance(nearest) > track.rate / 2) throw new Error("There is no blink here; move the playhead to one.");
  const fade = Math.max(1, Math.round(track.rate * 0.08));
  const range = { from: Math.max(nearest.from - fade, 0), to: Math.min(nearest.to + fade, track.length - 1) };
  const open = Object.fromEntries(LIDS.map((lid) => [lid, Math.min(shownValue(track, lid, nearest.from), shownValue(track, lid, nearest.to))]));
  return editRange(project, open, range, { fadeIn: range.from === 0 ? 0 : fade, fadeOut: range.to === track.length - 1 ? 0 : fade });
}
