// @ts-check
// 52 coefficients to displacements of the photo's 468 face points, in picture pixels: the same as FaceRig.cs and LidRig.cs.

import { clamp } from "./ramp.js";
import { columns } from "./rotation.js";

/**
 * @typedef {{ upper: number[], lower: number[], upperRing2: number[], lowerRing2: number[], upperRing3: number[], lowerRing3: number[] }} EyeRows
 * @typedef {object} RigData what LiveRig.cs serves, the same for every face
 * @property {string[]} channels 58 names in order
 * @property {number} poseCount
 * @property {number} meshCount
 * @property {number} faceTriangles
 * @property {number} rimCount
 * @property {number[]} mirror
 * @property {{ indices: number[], deltas: number[] }[]} shapes
 * @property {number[]} oval
 * @property {number[]} lipUpper
 * @property {number[]} lipLower
 * @property {EyeRows} rightEye
 * @property {EyeRows} leftEye
 */

/** @typedef {(coefficients: ArrayLike<number>, displacement: Float32Array) => void} Displace */

/** Place of an ARKit name among the coefficients. @param {RigData} data @param {string} name */
export function coefficient(data, name) {
  const channel = data.channels.indexOf(name);
  if (channel < data.poseCount) throw new Error(`There is no coefficient '${name}': reload the page.`);
  return channel - data.poseCount;
}

/** @param {RigData} data @param {import("./packet.js").Packet} packet @returns {Displace} */
export function makeRig(data, packet) {
  const { iod, down, rotation } = packet.numbers;
  const positions = packet.floats("positions");
  const shapeScale = packet.floats("shapeScale");
  const axes = columns(rotation);
  const limit = makeLimits(data);
  const lids = [makeLid(data, data.rightEye, "Right", positions), makeLid(data, data.leftEye, "Left", positions)];
  const limited = new Float32Array(shapeScale.length);
  const restGaps = data.lipUpper.map((_, k) => Math.min(0, lipGap(k, null)));

  return (coefficients, displacement) => {
    limit(coefficients, limited);
    displacement.fill(0);
    for (let i = 0; i < limited.length; i++) {
      const weight = limited[i] * shapeScale[i];
      if (weight === 0) continue;
      const { indices, deltas } = data.shapes[i];
      for (let k = 0; k < indices.length; k++) {
        for (let c = 0; c < 3; c++) displacement[3 * indices[k] + c] += weight * deltas[3 * k + c];
      }
    }

    for (let i = 0; i < displacement.length; i += 3) {
      const [x, y, z] = [displacement[i], displacement[i + 1], displacement[i + 2]];
      for (let c = 0; c < 3; c++) displacement[i + c] = iod * (x * axes[c] + y * axes[3 + c] + z * axes[6 + c]);
    }

    for (const lid of lids) lid(coefficients, displacement);
    keepLipsApart(displacement);
  };

  /** @param {Float32Array} displacement */
  function keepLipsApart(displacement) {
    for (let k = 1; k < restGaps.length - 1; k++) {
      const overlap = lipGap(k, displacement) - restGaps[k];
      if (overlap >= 0) continue;
      for (let c = 0; c < 3; c++) {
        displacement[3 * data.lipUpper[k] + c] += (down[c] * overlap) / 2;
        displacement[3 * data.lipLower[k] + c] -= (down[c] * overlap) / 2;
      }
    }
  }

  /** @param {number} k @param {Float32Array | null} displacement */
  function lipGap(k, displacement) {
    let gap = 0;
    for (let c = 0; c < 3; c++) {
      const [upper, lower] = [3 * data.lipUpper[k] + c, 3 * data.lipLower[k] + c];
      gap += down[c] * (positions[lower] - positions[upper] + (displacement ? displacement[lower] - displacement[upper] : 0));
    }

    return gap;
  }
}

/** A wide open jaw narrows the smile, raisers saturate, lips close no further than the jaw opened. @param {RigData} data */
function makeLimits(data) {
  const jawOpen = coefficient(data, "jawOpen");
  const mouthClose = coefficient(data, "mouthClose");
  const sides = ["Left", "Right"].map((side) => ({ smile: coefficient(data, "mouthSmile" + side), upperUp: coefficient(data, "mouthUpperUp" + side) }));

  /** @param {ArrayLike<number>} coefficients @param {Float32Array} limited */
  return (coefficients, limited) => {
    for (let i = 0; i < limited.length; i++) limited[i] = Math.min(1, coefficients[i]);
    const jaw = Math.max(0, limited[jawOpen]);
    for (const { smile, upperUp } of sides) {
      const full = limited[smile];
      if (full <= 0) continue;
      limited[smile] = full * (1 - 0.3 * jaw);
      if (limited[upperUp] > 0) limited[upperUp] *= 1 - 0.35 * full;
    }

    limited[mouthClose] = Math.min(limited[mouthClose], limited[jawOpen]);
  };
}

/** Lids move by shares of the photo's own gap. @param {RigData} data @param {EyeRows} eye @param {string} side @param {Float32Array} positions @returns {Displace} */
function makeLid(data, eye, side, positions) {
  const [blinkAt, squintAt, wideAt, upAt, downAt] = ["eyeBlink", "eyeSquint", "eyeWide", "eyeLookUp", "eyeLookDown"].map((name) => coefficient(data, name + side));
  const gaps = eye.upper.map((upper, k) => [0, 1, 2].map((c) => positions[3 * eye.lower[k] + c] - positions[3 * upper + c]));

  return (coefficients, displacement) => {
    const [blink, squint, wide, up, down] = [blinkAt, squintAt, wideAt, upAt, downAt].map((i) => Math.min(1, coefficients[i]));
    const closed = clamp(blink + 0.28 * down * (1 - blink), 0, 1);
    const open = 1 - closed;
    const upper = 0.86 * closed - (0.16 * wide + 0.08 * up) * open + 0.1 * squint * open;
    const lower = -0.14 * closed - 0.24 * squint * open + 0.06 * wide - 0.04 * up + 0.05 * down;
    /** @type {[number[], number][]} */
    const rows = [[eye.upper, upper], [eye.lower, lower], [eye.upperRing2, 0.6 * upper], [eye.upperRing3, 0.2 * upper], [eye.lowerRing2, 0.75 * lower], [eye.lowerRing3, 0.3 * lower]];
    for (const [row, share] of rows) {
      for (let k = 0; k < gaps.length; k++) {
        for (let c = 0; c < 3; c++) displacement[3 * row[k] + c] += share * gaps[k][c];
      }
    }
  };
}
