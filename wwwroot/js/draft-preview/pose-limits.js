// @ts-check
// Holds head motion within what one photo can show: the same soft limits as PoseLimits.cs.

import { clamp, smooth } from "./ramp.js";
import { fromAngles, toAngles } from "./rotation.js";

/** @typedef {import("./rotation.js").Quaternion} Quaternion */
/** @typedef {{ rotation: Quaternion, x: number, y: number, scale: number, angle: number }} HeadMotion shift in IOD, angle in radians */

const DEGREE = Math.PI / 180;
const ROTATION = 30 * DEGREE;
const SHIFT = 0.9;
const SCALE = 0.35;
const PAST_FRONTAL = 12 * DEGREE;
const TURNED_FROM = 12 * DEGREE;
const TURNED_TO = 24 * DEGREE;

/** @param {ArrayLike<number>} channels yaw, pitch, roll, x, y, scale first @param {number} photoYaw radians @returns {HeadMotion} */
export function limitPose(channels, photoYaw) {
  const [yaw, pitch, roll, x, y, scale] = Array.from({ length: 6 }, (_, i) => channels[i]);
  const rotation = limitHiddenSide(limitAngle(fromAngles({ yaw, pitch, roll })), photoYaw);
  const sine = Math.hypot(rotation[0], rotation[1], rotation[2]);
  return { rotation, x: soft(x, SHIFT), y: soft(y, SHIFT), scale: 1 + soft(scale - 1, SCALE), angle: 2 * Math.asin(Math.min(1, sine)) };
}

/** @param {Quaternion} given @returns {Quaternion} */
function limitAngle(given) {
  const [x, y, z, w] = given[3] < 0 ? given.map((v) => -v) : given;
  const sine = Math.hypot(x, y, z);
  if (sine < 1e-7) return [x, y, z, w];
  const half = soft(2 * Math.atan2(sine, w), ROTATION) / 2;
  const share = Math.sin(half) / sine;
  return [x * share, y * share, z * share, Math.cos(half)];
}

/** @param {Quaternion} rotation @param {number} photoYaw @returns {Quaternion} */
function limitHiddenSide(rotation, photoYaw) {
  const angles = toAngles(rotation);
  const towards = -Math.sign(photoYaw);
  const turned = smooth(TURNED_FROM, TURNED_TO, Math.abs(photoYaw));
  const past = towards * (photoYaw + angles.yaw);
  if (past <= 0 || turned <= 0) return rotation;
  return fromAngles({ ...angles, yaw: angles.yaw - towards * (past - soft(past, PAST_FRONTAL)) * turned });
}

/** @param {number} value @param {number} limit */
const soft = (value, limit) => limit * Math.tanh(clamp(value / limit, -20, 20));
