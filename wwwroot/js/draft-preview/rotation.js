// @ts-check
// Rotations as quaternions [x, y, z, w]; axes x right, y down, z away. The same conventions as HeadAngles.cs and RotationColumns.cs.

/** @typedef {[x: number, y: number, z: number, w: number]} Quaternion */
/** @typedef {{ yaw: number, pitch: number, roll: number }} Angles radians */

/** Rz(roll) * Ry(-yaw) * Rx(-pitch). @param {Angles} angles @returns {Quaternion} */
export function fromAngles({ yaw, pitch, roll }) {
  return multiply(multiply(about(2, roll), about(1, -yaw)), about(0, -pitch));
}

/** Inverse of fromAngles for |yaw| under 90 degrees. @param {Quaternion} q @returns {Angles} */
export function toAngles(q) {
  const m = columns(q);
  return { yaw: Math.asin(Math.min(1, Math.max(-1, m[2]))), pitch: -Math.atan2(m[5], m[8]), roll: Math.atan2(m[1], m[0]) };
}

/** The images of the three axes, one after the other: x of X, y of X, z of X, x of Y, ... @param {readonly number[]} q @returns {number[]} */
export function columns([x, y, z, w]) {
  return [
    1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y),
    2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x),
    2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y),
  ];
}

/** a after b. @param {readonly number[]} a @param {readonly number[]} b @returns {Quaternion} */
export function multiply([ax, ay, az, aw], [bx, by, bz, bw]) {
  return [
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ];
}

/** @param {0 | 1 | 2} axis @param {number} angle @returns {Quaternion} */
function about(axis, angle) {
  /** @type {Quaternion} */ const q = [0, 0, 0, Math.cos(angle / 2)];
  q[axis] = Math.sin(angle / 2);
  return q;
}
