// @ts-check
// How keys are joined: kinds of segments, handles, and ready-made easings.

import { handlesOf } from "./curve.js";
import { replaceKeys } from "./change.js";
import { fixed } from "./split.js";

/** @typedef {import("./curve.js").Keyframe} Keyframe */
/** @typedef {import("./curve.js").Handle} Handle */
/** @typedef {import("./editor.js").KeyRef} KeyRef */
/** @typedef {import("./editor.js").Edit} Edit */
/** @typedef {import("./project.js").Project} Project */

/** Share of a segment that a handle of an easing covers, and of its rise that an overshoot goes beyond. */
const EASE = 0.42;
const OVERSHOOT = 0.5;

/** @param {Project} project @param {number} layer @param {readonly KeyRef[]} refs @param {NonNullable<Keyframe["kind"]>} kind of the segment after each key @returns {Edit} */
export function setKind(project, layer, refs, kind) {
  return onEachKey(project, layer, refs, (keys, index) => ({ ...keys[index], kind }));
}

/** Aligned and free handles start as those that were in effect, so the shape stays. @param {Project} project @param {number} layer @param {readonly KeyRef[]} refs @param {NonNullable<Keyframe["handles"]>} type @returns {Edit} */
export function setHandles(project, layer, refs, type) {
  return onEachKey(project, layer, refs, (keys, index) => ({ ...fixed(keys, index), handles: type }));
}

/**
 * Drags the end of a handle to [frames, value] from its key. Auto and vector handles become aligned; an aligned one keeps the other side in line and as long in time.
 * @param {Project} project
 * @param {number} layer
 * @param {KeyRef} ref
 * @param {"in" | "out"} side
 * @param {Handle} to
 * @returns {Edit}
 */
export function moveHandle(project, layer, ref, side, [frames, value]) {
  return onEachKey(project, layer, [ref], (keys, index) => {
    const key = fixed(keys, index);
    const other = side === "in" ? "out" : "in";
    /** @type {Handle} */ const end = [side === "in" ? Math.min(frames, 0) : Math.max(frames, 0), value];
    if (keys[index].handles === "free") return { ...key, [side]: end };
    const length = key[other]?.[0] ?? 0;
    /** @type {Handle} */ const inLine = end[0] === 0 ? [length, key[other]?.[1] ?? 0] : [length, (end[1] / end[0]) * length];
    return { ...key, handles: "aligned", [side]: end, [other]: inLine };
  });
}

/** Handles lie flat: the curve comes to rest at each key. @param {Project} project @param {number} layer @param {readonly KeyRef[]} refs @returns {Edit} */
export function flattenKeys(project, layer, refs) {
  return onEachKey(project, layer, refs, (keys, index) => {
    const { in: arriving, out } = handlesOf(keys, index);
    return { ...keys[index], handles: "aligned", in: [arriving[0], 0], out: [out[0], 0] };
  });
}

/** @typedef {"ease" | "ease-in" | "ease-out" | "overshoot" | "linear"} Easing */

/**
 * Ease slows down at the key on both sides, ease-in as it arrives, ease-out as it leaves; overshoot goes beyond the key and comes back; linear is straight.
 * @param {Project} project
 * @param {number} layer
 * @param {readonly KeyRef[]} refs
 * @param {Easing} easing
 * @returns {Edit}
 */
export function easeKeys(project, layer, refs, easing) {
  return onEachKey(project, layer, refs, (keys, index) => {
    const key = keys[index];
    const previous = keys[index - 1] ?? key;
    const next = keys[index + 1] ?? key;
    const before = key.frame - previous.frame;
    const after = next.frame - key.frame;
    if (easing === "linear") return { ...key, kind: "bezier", handles: "vector" };
    /** @type {Handle} */ const straightIn = [-before / 3, (previous.value - key.value) / 3];
    /** @type {Handle} */ const straightOut = [after / 3, (next.value - key.value) / 3];
    /** @type {Handle} */ const flatIn = [-before * EASE, 0];
    /** @type {Handle} */ const flatOut = [after * EASE, 0];
    if (easing === "ease") return { ...key, kind: "bezier", handles: "aligned", in: flatIn, out: flatOut };
    if (easing === "ease-in") return { ...key, kind: "bezier", handles: "free", in: flatIn, out: straightOut };
    if (easing === "ease-out") return { ...key, kind: "bezier", handles: "free", in: straightIn, out: flatOut };
    return { ...key, kind: "bezier", handles: "free", in: [flatIn[0], (key.value - previous.value) * OVERSHOOT], out: flatOut };
  });
}

/** @param {Project} project @param {number} layer @param {readonly KeyRef[]} refs @param {(keys: readonly Keyframe[], index: number) => Keyframe} change @returns {Edit} */
function onEachKey(project, layer, refs, change) {
  return replaceKeys(project, layer, refs, (keys, chosen) => chosen.map((index) => change(keys, index)));
}
