// @ts-check
// What brightness every vertex gains when its normal turns, and the wrinkles of an expression: FaceLight.cs, SheetNormals.cs, WrinkleShading.cs.

import { clamp } from "./ramp.js";
import { coefficient } from "./rig.js";

/** @typedef {import("./packet.js").Packet} Packet */
/** @typedef {import("./rig.js").RigData} RigData */

const STRENGTH = 0.8;
const AMBIENT = 0.25;

/** @param {RigData} data @param {Packet} packet */
export function makeLight(data, packet) {
  const { lightLevel, lightDirection, facing } = packet.numbers;
  const [positions, headWeight, hair] = [packet.floats("positions"), packet.floats("headWeight"), packet.floats("hair")];
  const triangles = packet.indices("triangles");
  const wrinkle = makeWrinkles(data);
  const normals = new Float32Array(positions.length);
  const rest = new Float32Array(headWeight.length);
  setNormals(positions);
  for (let i = 0; i < rest.length; i++) rest[i] = shade(i);

  /** @param {Float32Array} moved @param {ArrayLike<number>} coefficients @param {Float32Array} gains @param {Float32Array} mirrorGains of the face points */
  return (moved, coefficients, gains, mirrorGains) => {
    setNormals(moved);
    for (let i = 0; i < gains.length; i++) {
      const now = shade(i);
      gains[i] = 1 + (clamp(now / rest[i], 0.72, 1.28) - 1) * STRENGTH * headWeight[i] * (1 - 0.5 * hair[i]);
      if (i < mirrorGains.length) mirrorGains[i] = clamp(now / rest[data.mirror[i]], 0.6, 1.5);
    }

    wrinkle(coefficients, gains);
  };

  /** @param {number} i */
  function shade(i) {
    const n = 3 * i;
    const length = Math.hypot(normals[n], normals[n + 1], normals[n + 2]) + 1e-9;
    const towards = lightDirection[0] * normals[n] + lightDirection[1] * normals[n + 1] + lightDirection[2] * normals[n + 2];
    return AMBIENT + Math.max(0, lightLevel + (facing * towards) / length);
  }

  /** Area-weighted; face vertices count face triangles only. @param {Float32Array} p */
  function setNormals(p) {
    normals.fill(0);
    for (let t = 0; t < triangles.length; t += 3) {
      const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]];
      const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
      const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
      const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
      const least = t < 3 * data.faceTriangles ? 0 : 3 * data.meshCount;
      if (a >= least) add(a, nx, ny, nz);
      if (b >= least) add(b, nx, ny, nz);
      if (c >= least) add(c, nx, ny, nz);
    }
  }

  /** @param {number} at @param {number} x @param {number} y @param {number} z */
  function add(at, x, y, z) {
    normals[at] += x;
    normals[at + 1] += y;
    normals[at + 2] += z;
  }
}

const FOLD = [[358, 0.7], [423, 1], [426, 1], [436, 0.9], [432, 0.45], [327, 0.35], [410, 0.5]];
const CHEEK = [425, 280, 330, 266, 411];
const LOWER_LID = [448, 449, 450, 451];
const GLABELLA = [9, 8, 107, 336];

/** @param {RigData} data */
function makeWrinkles(data) {
  const sides = ["Left", "Right"].map((side) => ({
    smile: coefficient(data, "mouthSmile" + side), sneer: coefficient(data, "noseSneer" + side), squint: coefficient(data, "eyeSquint" + side),
    at: (/** @type {number} */ i) => (side === "Right" ? data.mirror[i] : i),
  }));
  const browDown = [coefficient(data, "browDownLeft"), coefficient(data, "browDownRight")];

  /** @param {ArrayLike<number>} coefficients @param {Float32Array} gains */
  return (coefficients, gains) => {
    for (const { smile, sneer, squint, at } of sides) {
      const lifted = clamp(coefficients[smile] + 0.6 * coefficients[sneer], 0, 1);
      const squeezed = clamp(coefficients[squint] + 0.5 * lifted, 0, 1);
      for (const [i, weight] of FOLD) gains[at(i)] *= 1 - 0.075 * lifted * weight;
      for (const i of CHEEK) gains[at(i)] *= 1 + 0.05 * lifted;
      for (const i of LOWER_LID) gains[at(i)] *= 1 - 0.05 * squeezed;
    }

    const frown = clamp((coefficients[browDown[0]] + coefficients[browDown[1]]) / 2, 0, 1);
    for (const i of GLABELLA) gains[i] *= 1 - 0.09 * frown;
  };
}
