// @ts-check
// Where mouth and lips of a frame are: a plane through the teeth with u across and v down in IOD. The same as MouthFrame.cs.

import { apply, invert } from "./affine.js";
import { carry } from "./deformer.js";
import { clamp, mix } from "./ramp.js";
import { columns, multiply } from "./rotation.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("./overlay-mask.js").Place} Place */

export const LIP_SAMPLES = 128;

const CORNERS = [78, 308];
const CHIN = 17;

/** @type {import("./affine.js").Affine} */
const FLAT = [0, 0, 0, 0, 0, 0];

/** @param {import("./rig.js").RigData} data @param {import("./packet.js").Packet} packet */
export function makeMouthFrame(data, packet) {
  const numbers = packet.numbers;
  const rest = packet.floats("positions");
  const mouth = {
    iod: 1, widestGap: 0, jawDrop: 0, corners: /** @type {[number, number]} */ ([0, 0]), down: /** @type {Place} */ ([0, 1]), forward: /** @type {Place} */ ([0, 0]),
    toPlane: FLAT, // picture to (u, v)
    lips: new Float32Array(2 * LIP_SAMPLES), // v of the upper and the lower lip over equal steps of u
    set, at, lipsAt,
  };
  return mouth;

  /** @param {Sheet} sheet @param {import("./pose-limits.js").HeadMotion} head @param {import("./deformer.js").Rigid} motion */
  function set(sheet, head, motion) {
    const p = sheet.positions;
    mouth.iod = numbers.iod * head.scale;
    const m = columns(multiply(head.rotation, numbers.rotation));
    const length = Math.hypot(m[3], m[4]);
    mouth.down = [m[3] / length, m[4] / length];
    const origin = carry(motion, numbers.mouthAnchor);
    mouth.toPlane = invert([m[0] * mouth.iod, m[1] * mouth.iod, m[3] * mouth.iod, m[4] * mouth.iod, origin[0], origin[1]]) ?? FLAT;
    const [a, b, c, d] = mouth.toPlane;
    const [fx, fy] = [-m[6] * mouth.iod, -m[7] * mouth.iod];
    mouth.forward = [a * fx + c * fy, b * fx + d * fy];
    mouth.widestGap = widest(p);
    const carried = carry(motion, rest.subarray(3 * CHIN, 3 * CHIN + 3));
    mouth.jawDrop = ((p[3 * CHIN] - carried[0]) * mouth.down[0] + (p[3 * CHIN + 1] - carried[1]) * mouth.down[1]) / mouth.iod;
    const ends = CORNERS.map((i) => at(p, i)[0]);
    mouth.corners = [Math.min(...ends), Math.max(...ends)];
    trace(p, data.lipUpper, 0);
    trace(p, data.lipLower, 1);
  }

  /** A sheet vertex on the plane. @param {Float32Array} p @param {number} i @returns {Place} */
  function at(p, i) {
    return apply(mouth.toPlane, p[3 * i], p[3 * i + 1]);
  }

  /** v of the upper and the lower inner lip at u. @param {number} u @returns {[number, number]} */
  function lipsAt(u) {
    const [right, left] = mouth.corners;
    const place = clamp((u - right) / (left - right), 0, 1) * (LIP_SAMPLES - 1);
    const i = Math.min(Math.floor(place), LIP_SAMPLES - 2);
    return [mix(mouth.lips[2 * i], mouth.lips[2 * i + 2], place - i), mix(mouth.lips[2 * i + 1], mouth.lips[2 * i + 3], place - i)];
  }

  /** @param {Float32Array} p */
  function widest(p) {
    let gap = 0;
    for (let k = 0; k < data.lipUpper.length; k++) {
      const [upper, lower] = [3 * data.lipUpper[k], 3 * data.lipLower[k]];
      gap = Math.max(gap, (p[lower] - p[upper]) * mouth.down[0] + (p[lower + 1] - p[upper + 1]) * mouth.down[1]);
    }

    return gap / mouth.iod;
  }

  /** @param {Float32Array} p @param {number[]} row @param {0 | 1} lane */
  function trace(p, row, lane) {
    let k = 0;
    let [from, to] = [at(p, row[0]), at(p, row[1])];
    for (let i = 0; i < LIP_SAMPLES; i++) {
      const u = mix(mouth.corners[0], mouth.corners[1], i / (LIP_SAMPLES - 1));
      while (to[0] < u && k + 2 < row.length) {
        k++;
        [from, to] = [to, at(p, row[k + 1])];
      }

      mouth.lips[2 * i + lane] = mix(from[1], to[1], clamp((u - from[0]) / Math.max(1e-6, to[0] - from[0]), 0, 1));
    }
  }
}

/** @typedef {ReturnType<typeof makeMouthFrame>} MouthFrame */
