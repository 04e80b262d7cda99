// @ts-check
// One key more on a curve whose shape stays: what cutting and stretching of time is made of.

import { evaluateCurve, handlesOf, lastKeyAt, shorten, solve } from "./curve.js";

/** @typedef {import("./curve.js").Keyframe} Keyframe */
/** @typedef {import("./curve.js").Handle} Handle */

/**
 * The same curve with a key at the frame. A key that stands there already stays; outside the keys the value holds.
 * Only where two handles reach past the middle of their segment may the shape change a little.
 * @param {readonly Keyframe[]} keys at least one
 * @param {number} frame
 * @returns {readonly Keyframe[]}
 */
export function splitAt(keys, frame) {
  const index = lastKeyAt(keys, frame);
  if (keys[index]?.frame === frame) return keys;
  if (index < 0) return [{ frame, value: keys[0].value }, withoutHandle(fixed(keys, 0), "in"), ...keys.slice(1)];
  const left = keys[index];
  if (index === keys.length - 1) return [...keys.slice(0, -1), withoutHandle(fixed(keys, index), "out"), { frame, value: left.value }];
  const kind = left.kind ?? "bezier";
  const [before, after] = [fixed(keys, index), fixed(keys, index + 1)];
  /** @type {Keyframe} */ const straight = { frame, value: evaluateCurve({ keys }, frame), kind, handles: "vector" };
  return keys.toSpliced(index, 2, ...(kind === "bezier" ? splitBezier(before, after, frame) : [before, straight, after]));
}

/** A key whose handles stand written in it as evaluation uses them now. @param {readonly Keyframe[]} keys @param {number} index @returns {Keyframe} */
export function fixed(keys, index) {
  const key = keys[index];
  if (key.handles === "aligned" || key.handles === "free") return key;
  return { ...key, ...handlesOf(keys, index), handles: key.handles === "vector" ? "free" : "aligned" };
}

/** A handle that was not used until now must not bend the curve. @param {Keyframe} key @param {"in" | "out"} side @returns {Keyframe} */
const withoutHandle = (key, side) => ({ ...key, handles: key[side]?.[1] ? "free" : key.handles, [side]: [0, 0] });

/** Source: de Casteljau. @param {Keyframe} left @param {Keyframe} right both with written handles @param {number} frame @returns {Keyframe[]} */
function splitBezier(left, right, frame) {
  const span = right.frame - left.frame;
  const [frames1, value1] = shorten(left.out?.[0] ?? 0, left.out?.[1] ?? 0, span);
  const [frames2, value2] = shorten(-(right.in?.[0] ?? 0), right.in?.[1] ?? 0, span);
  /** @type {Handle[]} */ const points = [[0, left.value], [frames1, left.value + value1], [span - frames2, right.value + value2], [span, right.value]];
  const t = solve(frames1 / span, 1 - frames2 / span, (frame - left.frame) / span);
  const [a, b, c] = between(points, t);
  const [ab, bc] = between([a, b, c], t);
  const [middle] = between([ab, bc], t);
  /** @param {Handle} to @param {Handle} from @returns {Handle} */
  const offset = (to, from) => [to[0] - from[0], to[1] - from[1]];
  return [
    { ...left, out: offset(a, points[0]) },
    { frame, value: middle[1], handles: "aligned", in: offset(ab, middle), out: offset(bc, middle) },
    { ...right, in: offset(c, points[3]) },
  ];
}

/** @param {readonly Handle[]} points @param {number} t @returns {Handle[]} */
const between = (points, t) => points.slice(1).map(([x, y], i) => [points[i][0] + (x - points[i][0]) * t, points[i][1] + (y - points[i][1]) * t]);
