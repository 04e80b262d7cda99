// @ts-check
// Moves the sheet: expression, then the head, then the torso that follows a little. The same as SheetDeformer.cs.

import { mix } from "./ramp.js";
import { columns } from "./rotation.js";

/** @typedef {import("./pose-limits.js").HeadMotion} HeadMotion */
/** @typedef {import("./packet.js").Packet} Packet */
/** @typedef {[x: number, y: number, z: number]} Point picture pixels */
/** @typedef {{ head(x: number, y: number, z: number, stiffness: number, out: number[]): void, torso(x: number, y: number, out: number[]): void }} Rigid displacements */

const TORSO = { shift: 0.55, roll: 0.12, scale: 0.5, base: 1.6 };
const FORESHORTENING = 0.6;

/** How a frame's head motion displaces points. @param {Packet} packet @param {HeadMotion} motion @returns {Rigid} */
export function rigid(packet, motion) {
  const { pivot, iod } = packet.numbers;
  const m = columns(motion.rotation);
  const roll = Math.atan2(m[1] - m[3], m[0] + m[4]);
  const [rollX, rollY] = [Math.cos(roll) - 1, Math.sin(roll)];
  const torsoScale = 1 + TORSO.scale * (motion.scale - 1);
  const [torsoX, torsoY] = [torsoScale * Math.cos(TORSO.roll * roll) - 1, torsoScale * Math.sin(TORSO.roll * roll)];
  const [shiftX, shiftY] = [motion.x * iod, motion.y * iod];
  const baseY = pivot[1] + TORSO.base * iod;
  const grown = motion.scale - 1;

  return {
    head(px, py, pz, stiffness, out) {
      const [x, y, z] = [px - pivot[0], py - pivot[1], pz - pivot[2]];
      const turnX = mix(x * (m[0] - 1) + y * m[3] + z * m[6], x * rollX - y * rollY, stiffness);
      const turnY = mix(x * m[1] + y * (m[4] - 1) + z * m[7], x * rollY + y * rollX, stiffness);
      out[0] = turnX * motion.scale + x * grown + shiftX;
      out[1] = turnY * motion.scale + y * grown + shiftY;
      out[2] = (x * m[2] + y * m[5] + z * (m[8] - 1)) * motion.scale + z * grown;
    },
    torso(px, py, out) {
      const [x, y] = [px - pivot[0], py - baseY];
      out[0] = x * torsoX - y * torsoY + TORSO.shift * shiftX;
      out[1] = x * torsoY + y * torsoX + TORSO.shift * shiftY;
    },
  };
}

/** Where the head carries a point that rides on the skull. @param {Rigid} motion @param {ArrayLike<number>} point @returns {Point} */
export function carry(motion, point) {
  /** @type {Point} */ const moved = [0, 0, 0];
  motion.head(point[0], point[1], point[2], 0, moved);
  return [point[0] + moved[0], point[1] + moved[1], point[2] + moved[2]];
}

/** @param {import("./rig.js").RigData} data @param {Packet} packet */
export function makeDeformer(data, packet) {
  const { layered } = packet.numbers;
  const [positions, headWeight, hair] = [packet.floats("positions"), packet.floats("headWeight"), packet.floats("hair")];
  const [share, reach] = [packet.floats("expressionShare"), packet.floats("reach")];
  const rim = rimEnds(data, headWeight.length);
  const [own, head, torso] = [[0, 0, 0], [0, 0, 0], [0, 0, 0]];

  /** @param {Rigid} motion @param {Float32Array} expression of the face points @param {Float32Array} displacement of all vertices, or of the first ones only */
  return (motion, expression, displacement) => {
    for (let i = 0; 3 * i < displacement.length; i++) {
      const p = 3 * i;
      for (let c = 0; c < 3; c++) {
        own[c] = i < data.meshCount ? expression[p + c] : share[i] * 0.5 * (expression[3 * rim[2 * i] + c] + expression[3 * rim[2 * i + 1] + c]);
      }

      const [x, y, z] = [positions[p] + own[0], positions[p + 1] + own[1], positions[p + 2] + own[2]];
      const weight = headWeight[i];
      motion.head(x, y, z, FORESHORTENING * hair[i], head);
      const follows = weight < 1 && layered;
      if (follows) motion.torso(x, y, torso);
      for (let c = 0; c < 3; c++) displacement[p + c] = reach[i] * (own[c] + weight * head[c] + (follows && c < 2 ? (1 - weight) * torso[c] : 0));
    }
  };
}

/** Per outer vertex: the two oval landmarks its rim point is the mean of. @param {import("./rig.js").RigData} data @param {number} count */
function rimEnds(data, count) {
  const ends = new Uint16Array(2 * count);
  const firstRing = data.meshCount + data.rimCount / 2;
  for (let i = data.meshCount; i < count; i++) {
    const rim = i < firstRing ? 2 * (i - data.meshCount) + 1 : (i - firstRing) % data.rimCount;
    const at = rim >> 1;
    ends[2 * i] = data.oval[at];
    ends[2 * i + 1] = data.oval[rim % 2 === 0 ? at : (at + 1) % data.oval.length];
  }

  return ends;
}
