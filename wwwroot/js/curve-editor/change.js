// @ts-check
// What every edit of keys shares: whether it is allowed, and the project rebuilt around what changed. What stays the same is shared, and an edit of nothing gives
// the same project back.

import { channelByName } from "./track.js";

/** @typedef {import("./curve.js").Keyframe} Keyframe */
/** @typedef {import("./curve.js").Handle} Handle */
/** @typedef {import("./editor.js").KeyRef} KeyRef */
/** @typedef {import("./editor.js").Edit} Edit */
/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./track.js").Layer} Layer */

/** Bounds of the file format, as in MotionLimits.cs: largest |frame| and |value|, and most frames, layers, keys of a curve, letters of a name, and
 * pieces of a recording. */
export const limits = { frame: 1e6, value: 1000, length: 100_000, layers: 64, keys: 100_000, name: 80, segments: 200 };

/** Parts of a frame that are told apart: nearer keys stand at one frame. */
const SLOTS = 1e6;

/** @type {Handle} */
const NO_HANDLE = [0, 0];

/** @param {number} value @param {number} low @param {number} high */
export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** The layer, where its curves may be edited. @param {Project} project @param {number} index @returns {Layer} */
export function editableLayer(project, index) {
  const layer = project.track.layers[index];
  if (!layer) throw new Error("There is no such layer; choose another one.");
  if (layer.kind === "captured" || layer.kind === "idle") throw new Error(`The layer "${layer.name}" cannot be edited; edit the layer "Edits" above it.`);
  return layer;
}

/** @param {Project} project @param {Iterable<string>} names */
export function refuseLocked(project, names) {
  for (const name of names)
    if (project.locked?.includes(name)) throw new Error(`${name} is locked; unlock it to change it.`);
}

/** Keys of a channel in a layer; none where it has no curve. @param {Project} project @param {number} layer @param {string} channel @returns {readonly Keyframe[]} */
export function keysOf(project, layer, channel) {
  const curve = editableLayer(project, layer).curves[channel];
  if (curve?.samples) throw new Error(`${channel} has a sample at every frame here; simplify it into keys first.`);
  return curve?.keys ?? [];
}

/** @param {Project} project @param {readonly Layer[]} layers @returns {Project} */
export function withLayers(project, layers) {
  if (layers.length > limits.layers) throw new Error(`There are ${limits.layers} layers already; remove one first.`);
  return { ...project, track: { ...project.track, layers } };
}

/** What is undefined goes. @param {Project} project @param {number} index @param {Partial<Layer>} changes @returns {Project} */
export function withLayer(project, index, changes) {
  return withLayers(project, project.track.layers.map((layer, i) => (i === index ? defined({ ...layer, ...changes }) : layer)));
}

/** Without the fields that are undefined. @template {object} T @param {T} record @returns {T} */
export const defined = (record) => /** @type {T} */ (Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));

/**
 * The project with other keys in one curve; without keys the curve goes.
 * @param {Project} project
 * @param {number} layer
 * @param {string} channel
 * @param {readonly Keyframe[]} keys
 * @returns {Project}
 */
export function withKeys(project, layer, channel, keys) {
  if (!channelByName.has(channel)) throw new Error(`There is no channel "${channel}".`);
  const before = keysOf(project, layer, channel);
  if (keys.length === before.length && keys.every((key, i) => key === before[i])) return project;
  refuseLocked(project, [channel]);
  if (keys.length > limits.keys) throw new Error(`A curve can hold ${limits.keys} keys; delete some first.`);
  const { [channel]: _, ...others } = project.track.layers[layer].curves;
  return withLayer(project, layer, { curves: keys.length ? { ...project.track.layers[layer].curves, [channel]: { keys } } : others });
}

/**
 * Puts new keys in the place of chosen ones, channel by channel, and selects them. Where a key comes to stand on another, the new one counts.
 * @param {Project} project
 * @param {number} layer
 * @param {readonly KeyRef[]} refs
 * @param {(keys: readonly Keyframe[], chosen: readonly number[], channel: string) => readonly Keyframe[]} make new keys from a curve's keys and the chosen indices
 * @param {"replace" | "keep"} chosenKeys whether the chosen ones stay beside the new ones
 * @returns {Edit}
 */
export function replaceKeys(project, layer, refs, make, chosenKeys = "replace") {
  if (refs.length === 0) throw new Error("No key is selected; select keys first.");
  /** @type {KeyRef[]} */ const selection = [];
  let next = project;
  for (const [channel, chosen] of byChannel(refs)) {
    refuseLocked(project, [channel]);
    const keys = keysOf(project, layer, channel);
    if (chosen.some((index) => !keys[index])) throw new Error(`The selected key of ${channel} is gone; select again.`);
    const gone = new Set(chosenKeys === "keep" ? [] : chosen);
    const others = keys.filter((_, index) => !gone.has(index));
    const edit = putKeys(next, layer, channel, others, make(keys, chosen, channel), keys);
    next = edit.project;
    selection.push(...edit.selection);
  }
  return { project: next, selection };
}

/**
 * A curve made of some of its keys and new ones; the new ones are selected.
 * @param {Project} project
 * @param {number} layer
 * @param {string} channel
 * @param {readonly Keyframe[]} others
 * @param {readonly Keyframe[]} added in any order
 * @param {readonly Keyframe[]} [before] all keys as they were
 * @returns {{project: Project, selection: readonly KeyRef[]}}
 */
export function putKeys(project, layer, channel, others, added, before = others) {
  /** @type {Map<number, Keyframe[]>} */ const old = new Map();
  for (const key of before) old.set(slot(key), [...(old.get(slot(key)) ?? []), key]);
  const staying = new Set(others);
  const clean = added.map((key) => cleanKey(key)).map((key) => old.get(slot(key))?.find((k) => sameKey(k, key)) ?? key).sort((a, b) => a.frame - b.frame);
  const left = new Set(before.filter((key) => !staying.has(key)).map(slot));
  const last = new Map(clean.map((key) => [slot(key), key]));
  const kept = clean.filter((key) => left.has(slot(key)) || last.get(slot(key)) === key);
  const arrived = new Set(kept.map(slot).filter((place) => !left.has(place)));
  const keys = [...others.filter((key) => !arrived.has(slot(key))), ...kept].sort((a, b) => a.frame - b.frame);
  const chosen = new Set(kept);
  return { project: withKeys(project, layer, channel, keys), selection: keys.flatMap((key, index) => (chosen.has(key) ? [{ channel, index }] : [])) };
}

/** Chosen indices of each channel, in order. @param {readonly KeyRef[]} refs @returns {Map<string, number[]>} */
export function byChannel(refs) {
  /** @type {Map<string, Set<number>>} */ const chosen = new Map();
  for (const { channel, index } of refs) chosen.set(channel, (chosen.get(channel) ?? new Set()).add(index));
  return new Map([...chosen].map(([channel, indices]) => [channel, [...indices].sort((a, b) => a - b)]));
}

/** Keys of one slot stand at one frame. @param {{frame: number}} key */
export const slot = ({ frame }) => Math.round(frame * SLOTS);

/** @param {Keyframe} old @param {Keyframe} key in clean form */
function sameKey(old, key) {
  const same = (/** @type {Handle} */ a, /** @type {Handle} */ b) => a[0] === b[0] && a[1] === b[1];
  return old.frame === key.frame && old.value === key.value && (old.kind ?? "bezier") === (key.kind ?? "bezier") && (old.handles ?? "auto") === (key.handles ?? "auto")
    && (!key.in || !key.out || (same(old.in ?? NO_HANDLE, key.in) && same(old.out ?? NO_HANDLE, key.out)));
}

/** As the file has it: within its bounds, defaults left out. @param {Keyframe} key @returns {Keyframe} */
export function cleanKey({ frame, value, kind, handles, in: arriving = NO_HANDLE, out = NO_HANDLE }) {
  /** @type {Keyframe} */ const key = { frame: bounded(frame, limits.frame), value: bounded(value, limits.value) };
  if (kind && kind !== "bezier") key.kind = kind;
  if (handles && handles !== "auto") key.handles = handles;
  return handles === "aligned" || handles === "free" ? { ...key, in: cleanHandle(arriving), out: cleanHandle(out) } : key;
}

/** @param {Handle} handle @returns {Handle} */
const cleanHandle = ([frames, value]) => [bounded(frames, limits.frame), bounded(value, limits.value)];

/** Without a negative zero, which JSON does not keep. @param {number} number @param {number} limit */
function bounded(number, limit) {
  if (!Number.isFinite(number)) throw new Error("Frames and values of keys must be numbers; enter a number.");
  return clamp(number, -limit, limit) + 0;
}
