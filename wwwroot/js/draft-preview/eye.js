// @ts-check
// One eye of a frame: the photo's eyeball inside the moved lids, turned by the gaze, and a lash line when the lid has fallen. The same as EyeLayer.cs.

import { fromTriangles } from "./affine.js";
import { carry } from "./deformer.js";
import { makeMask } from "./overlay-mask.js";
import { clamp, smooth } from "./ramp.js";
import { coefficient } from "./rig.js";
import { columns } from "./rotation.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("./overlay-mask.js").Place} Place */

const GAZE_ACROSS = 0.2;
const GAZE_DOWN = 0.13;
const LID_SHADOW = 0.22;
const ALONE_FROM_LIDS = 1.5; // pixels at 512
const ALONE_FROM_GAZE = 3;

/** @param {import("./rig.js").RigData} data @param {import("./packet.js").Packet} packet @param {"Right" | "Left"} side */
export function makeEye(data, packet, side) {
  const { width, height, unit, iod, down } = packet.numbers;
  const rows = side === "Right" ? data.rightEye : data.leftEye;
  const patch = side === "Right" ? packet.numbers.rightEye : packet.numbers.leftEye;
  const rest = packet.floats("positions");
  const gazeOf = gazeShift(data, packet, side);
  const [outer, inner] = [rows.upper[0], rows.upper[rows.upper.length - 1]];
  const eye = {
    side, patch, ball: makeMask(width, height), lash: makeMask(width, height),
    gaze: /** @type {Place} */ ([0, 0]), gain: 1, toPhoto: /** @type {number[]} */ ([1, 0, 0, 1, 0, 0]), depth: 0, depthSlope: /** @type {Place} */ ([0, 0]),
    prepare,
  };
  return eye;

  /**
   * True when the eye differs from what the sheet alone shows.
   * @param {Sheet} sheet @param {import("./pose-limits.js").HeadMotion} head @param {import("./deformer.js").Rigid} motion @param {ArrayLike<number>} coefficients
   */
  function prepare(sheet, head, motion, coefficients) {
    eye.ball.clear();
    eye.lash.clear();
    eye.gaze = gazeOf(coefficients);
    const e = sheet.expression;
    const moved = Math.max(...[...rows.upper, ...rows.lower].map((i) => Math.hypot(e[3 * i], e[3 * i + 1], e[3 * i + 2])));
    const share = 1 - (1 - smooth(0, ALONE_FROM_LIDS * unit, moved)) * (1 - smooth(0, ALONE_FROM_GAZE * unit, Math.hypot(...eye.gaze)));
    if (share <= 0) return false;

    /** @type {Place[]} */ const lashLine = [];
    let [gap, gain] = [0, 0];
    rows.upper.forEach((i, k) => {
      const [upper, lower] = [at(sheet, i), at(sheet, rows.lower[k])];
      gap = Math.max(gap, Math.hypot(upper[0] - lower[0], upper[1] - lower[1]));
      gain += (sheet.gains[i] + sheet.gains[rows.lower[k]]) / (2 * rows.upper.length);
      lashLine.push([0.35 * upper[0] + 0.65 * lower[0], 0.35 * upper[1] + 0.65 * lower[1]]);
    });

    const open = gap / Math.max(unit, patch.gap * head.scale);
    eye.gain = gain * (1 - LID_SHADOW * clamp(1 - open, 0, 1));
    prepareBall(sheet, head, motion, share * smooth(0.4, 2, gap / unit));
    prepareLash(head, lashLine, share * clamp(1 - gap / Math.max(unit, 0.45 * patch.gap * head.scale), 0, 1));
    return true;
  }

  /** @param {Sheet} sheet @param {import("./pose-limits.js").HeadMotion} head @param {import("./deformer.js").Rigid} motion @param {number} opacity */
  function prepareBall(sheet, head, motion, opacity) {
    if (opacity <= 0) return;
    const m = columns(head.rotation);
    const [dx, dy] = [0, 1].map((c) => down[0] * m[c] + down[1] * m[3 + c] + down[2] * m[6 + c]);
    const [gx, gy] = [(0.5 * dx) / Math.hypot(dx, dy), (0.5 * dy) / Math.hypot(dx, dy)]; // half a pixel of soft edge on each lid
    /** @type {Place[]} */ const upper = rows.upper.map((i) => [at(sheet, i)[0] - gx, at(sheet, i)[1] - gy]);
    /** @type {Place[]} */ const lower = rows.lower.slice(1, -1).map((i) => [at(sheet, i)[0] + gx, at(sheet, i)[1] + gy]);
    const outline = [...upper, ...lower.reverse()];
    const blur = Math.max(0.8, 0.8 * unit);
    eye.ball.begin(outline, 4 * blur);
    eye.ball.fillPolygon(outline, opacity);
    eye.ball.blur(blur);

    // The eyeball rides on the skull: its two corners and a point below them, carried rigidly, then moved onto the outer corner.
    const [a, b] = [restAt(outer), restAt(inner)];
    const c = [0, 1, 2].map((k) => (a[k] + b[k]) / 2 + down[k] * 0.2 * iod);
    const [ca, cb, cc] = [carry(motion, a), carry(motion, b), carry(motion, c)];
    const [from, to] = [at(sheet, outer), at(sheet, inner)];
    const [sx, sy] = [from[0] - ca[0], from[1] - ca[1]];
    eye.toPhoto = fromTriangles([from, [cb[0] + sx, cb[1] + sy], [cc[0] + sx, cc[1] + sy]], [[a[0], a[1]], [b[0], b[1]], [c[0], c[1]]]);
    const [ax, ay] = [to[0] - from[0], to[1] - from[1]];
    const rise = (sheet.positions[3 * inner + 2] - sheet.positions[3 * outer + 2]) / Math.max(1, ax * ax + ay * ay);
    eye.depthSlope = [ax * rise, ay * rise];
    eye.depth = sheet.positions[3 * outer + 2] - (eye.depthSlope[0] * from[0] + eye.depthSlope[1] * from[1]);
  }

  /** @param {import("./pose-limits.js").HeadMotion} head @param {Place[]} line @param {number} opacity */
  function prepareLash(head, line, opacity) {
    if (opacity <= 0 || patch.gap <= 0.06 * iod) return;
    const thickness = Math.max(1, 0.016 * iod * head.scale);
    const blur = Math.max(0.7, 0.7 * unit);
    eye.lash.begin(line, thickness + 4 * blur);
    eye.lash.fillLine(line, thickness, opacity * 0.5);
    eye.lash.blur(blur);
  }

  /** @param {number} i @returns {[number, number, number]} */
  function restAt(i) {
    return [rest[3 * i], rest[3 * i + 1], rest[3 * i + 2]];
  }
}

/** How far a gaze moves the iris, in photo pixels. @param {import("./rig.js").RigData} data @param {import("./packet.js").Packet} packet @param {"Right" | "Left"} side */
export function gazeShift(data, packet, side) {
  const { width } = side === "Right" ? packet.numbers.rightEye : packet.numbers.leftEye;
  const outward = side === "Left" ? 1 : -1;
  const [lookIn, lookOut, lookUp, lookDown] = ["eyeLookIn", "eyeLookOut", "eyeLookUp", "eyeLookDown"].map((name) => coefficient(data, name + side));
  /** @param {ArrayLike<number>} coefficients @returns {Place} */
  return (coefficients) => [(coefficients[lookOut] - coefficients[lookIn]) * outward * GAZE_ACROSS * width, (coefficients[lookDown] - coefficients[lookUp]) * GAZE_DOWN * width];
}

/** @typedef {ReturnType<typeof makeEye>} Eye */

/** @param {Sheet} sheet @param {number} i @returns {Place} */
const at = (sheet, i) => [sheet.positions[3 * i], sheet.positions[3 * i + 1]];
