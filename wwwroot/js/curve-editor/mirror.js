// @ts-check
// Left and right exchanged, as in a mirror.

import { keepingCapture } from "./capture.js";
import { byChannel, defined, keysOf, putKeys, refuseLocked } from "./change.js";

/** @typedef {import("./curve.js").Curve} Curve */
/** @typedef {import("./curve.js").Keyframe} Keyframe */
/** @typedef {import("./editor.js").KeyRef} KeyRef */
/** @typedef {import("./editor.js").Edit} Edit */
/** @typedef {import("./project.js").Project} Project */

const TURNED = ["headYaw", "headRoll", "headX"];

/** The channel of the other side, or the same. @param {string} name @returns {string} */
export function mirrorChannel(name) {
  if (name.endsWith("Left")) return name.replace(/Left$/, "Right");
  return name.endsWith("Right") ? name.replace(/Right$/, "Left") : name;
}

/**
 * The keys change sides; yaw, roll and x change sign. Keys of the other side at those frames are replaced.
 * @param {Project} project
 * @param {number} layer
 * @param {readonly KeyRef[]} refs
 * @returns {Edit}
 */
export function mirrorKeys(project, layer, refs) {
  if (refs.length === 0) throw new Error("No key is selected; select keys first.");
  const chosen = byChannel(refs);
  refuseLocked(project, [...chosen.keys()].flatMap((name) => [name, mirrorChannel(name)]));
  /** @type {KeyRef[]} */ const selection = [];
  let next = project;
  for (const name of new Set([...chosen.keys()].flatMap((n) => [n, mirrorChannel(n)]))) {
    const keys = keysOf(project, layer, name);
    const leaving = new Set(chosen.get(name));
    const source = mirrorChannel(name);
    const arriving = (chosen.get(source) ?? []).map((index) => mirroredKey(source, keysOf(project, layer, source)[index]));
    const edit = putKeys(next, layer, name, keys.filter((_, index) => !leaving.has(index)), arriving, keys);
    next = edit.project;
    selection.push(...edit.selection);
  }
  return { project: next, selection };
}

/** The whole motion in a mirror: all layers, captured ones too, and what is muted and solo. @param {Project} project @returns {Project} */
export function mirrorProject(project) {
  const { track } = project;
  const locked = project.locked?.find((name) => track.layers.some(({ curves }) => (TURNED.includes(name) || mirrorChannel(name) !== name) && (curves[name] || curves[mirrorChannel(name)])));
  if (locked) refuseLocked(project, [locked]);
  const layers = track.layers.map((layer) => ({
    ...layer,
    curves: Object.fromEntries(Object.entries(layer.curves).map(([name, curve]) => [mirrorChannel(name), mirroredCurve(name, curve)])),
  }));
  const { neutral } = track;
  const mirrored = neutral && { ...neutral, yaw: -neutral.yaw + 0, roll: -neutral.roll + 0, x: Math.round((1 - neutral.x) * 1e12) / 1e12 };
  return keepingCapture(project, defined({ ...project, muted: project.muted?.map(mirrorChannel), solo: project.solo?.map(mirrorChannel), track: defined({ ...track, neutral: mirrored, layers }) }));
}

/** @param {string} name @param {Curve} curve @returns {Curve} */
function mirroredCurve(name, curve) {
  if (!TURNED.includes(name)) return curve;
  return curve.samples ? { samples: curve.samples.map((sample) => -sample + 0) } : { keys: curve.keys?.map((key) => mirroredKey(name, key)) };
}

/** @param {string} name @param {Keyframe} key @returns {Keyframe} */
function mirroredKey(name, key) {
  if (!TURNED.includes(name)) return key;
  const turned = (/** @type {Keyframe["in"]} */ handle) => handle && /** @type {const} */ ([handle[0], -handle[1] + 0]);
  return defined({ ...key, value: -key.value + 0, in: turned(key.in), out: turned(key.out) });
}
