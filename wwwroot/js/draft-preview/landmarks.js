// @ts-check
// Where the landmarks of a face go, without a picture: what grabbing the face solves on. The same numbers as sheet.js and eye.js.

import { apply, fromTriangles } from "./affine.js";
import { carry, makeDeformer, rigid } from "./deformer.js";
import { gazeShift } from "./eye.js";
import { limitPose } from "./pose-limits.js";
import { makeRig } from "./rig.js";

/** Places of the iris centres behind the face points, as in FaceLandmarks.cs. */
export const IRIS = { Right: 468, Left: 473 };
const LANDMARKS = 478;
const BELOW_EYE = 0.2; // IOD

/** @param {import("./rig.js").RigData} data @param {import("./packet.js").Packet} packet */
export function makeLandmarks(data, packet) {
  const rest = packet.floats("positions");
  const { iod, down, photoYaw } = packet.numbers;
  const expression = new Float32Array(3 * data.meshCount);
  const displacement = new Float32Array(3 * data.meshCount);
  const displace = makeRig(data, packet);
  const deform = makeDeformer(data, packet);
  const eyes = [
    { iris: IRIS.Right, rows: data.rightEye, patch: packet.numbers.rightEye, gaze: gazeShift(data, packet, "Right") },
    { iris: IRIS.Left, rows: data.leftEye, patch: packet.numbers.leftEye, gaze: gazeShift(data, packet, "Left") },
  ];
  const landmarks = new Float32Array(3 * LANDMARKS);
  return landmarksAt;

  /**
   * x, y, z of 478 landmarks in film pixels; of the irises only the centres. One array, overwritten by the next call.
   * @param {ArrayLike<number>} channels 58 values
   */
  function landmarksAt(channels) {
    const coefficients = Array.from(channels).slice(data.poseCount);
    displace(coefficients, expression);
    const motion = rigid(packet, limitPose(channels, photoYaw));
    deform(motion, expression, displacement);
    for (let i = 0; i < displacement.length; i++) landmarks[i] = rest[i] + displacement[i];
    for (const { iris, rows, patch, gaze } of eyes) {
      const shift = gaze(coefficients);
      const toFilm = eyeballToFilm(motion, rows.upper[0], rows.upper[rows.upper.length - 1]);
      const [x, y] = apply(toFilm, patch.iris[0] + shift[0], patch.iris[1] + shift[1]);
      landmarks.set([x, y, 0], 3 * iris);
    }
    return landmarks;
  }

  /** The eyeball rides on the skull and on the eye's outer corner: the inverse of eye.js's way to the photo. @param {import("./deformer.js").Rigid} motion @param {number} outer @param {number} inner */
  function eyeballToFilm(motion, outer, inner) {
    const [a, b] = [at(outer), at(inner)];
    const c = [0, 1, 2].map((k) => (a[k] + b[k]) / 2 + down[k] * BELOW_EYE * iod);
    const [ca, cb, cc] = [carry(motion, a), carry(motion, b), carry(motion, c)];
    const [sx, sy] = [landmarks[3 * outer] - ca[0], landmarks[3 * outer + 1] - ca[1]];
    const moved = [ca, cb, cc].map(([x, y]) => /** @type {[number, number]} */ ([x + sx, y + sy]));
    return fromTriangles([[a[0], a[1]], [b[0], b[1]], [c[0], c[1]]], /** @type {any} */ (moved));
  }

  /** @param {number} i @returns {[number, number, number]} */
  function at(i) {
    return [rest[3 * i], rest[3 * i + 1], rest[3 * i + 2]];
  }
}
