// @ts-check
// The sheet of one frame, ready to draw: where its vertices are and what is interpolated between them. The same as SheetFrame.cs.

import { makeDeformer, rigid } from "./deformer.js";
import { makeLight } from "./light.js";
import { smooth } from "./ramp.js";
import { makeRig } from "./rig.js";

const LAYERED_FROM = 2.5; // pixels at 512 of local motion from which the layers replace the warped photo

/** @param {import("./rig.js").RigData} data @param {import("./packet.js").Packet} packet */
export function makeSheet(data, packet) {
  const rest = packet.floats("positions");
  const mirrorOwn = packet.floats("mirrorOwn");
  const count = rest.length / 3;
  const expression = new Float32Array(3 * data.meshCount);
  const positions = new Float32Array(rest.length);
  const displacement = new Float32Array(rest.length);
  const gains = new Float32Array(count);
  const mirrorGains = new Float32Array(data.meshCount);
  const own = new Float32Array(4 * count); // way to the source (x, y), gain - 1, share of the layers
  const mirrored = new Float32Array(4 * count); // way to the mirrored landmark, gain - 1 there, share; 0 outside the face
  const displace = makeRig(data, packet);
  const deform = makeDeformer(data, packet);
  const light = makeLight(data, packet);
  const frame = { expression, positions, displacement, gains, own, mirrored, usesMirror: false, turned: 0, isRest: true, pose };
  return frame;

  /** @param {import("./pose-limits.js").HeadMotion} head @param {ArrayLike<number>} coefficients */
  function pose(head, coefficients) {
    displace(coefficients, expression);
    const motion = rigid(packet, head);
    deform(motion, expression, displacement);
    frame.isRest = displacement.every((d) => d === 0);
    for (let i = 0; i < positions.length; i++) positions[i] = rest[i] + displacement[i];
    light(positions, coefficients, gains, mirrorGains);
    const layeredAt = LAYERED_FROM * packet.numbers.unit;
    for (let i = 0; i < count; i++) {
      const [dx, dy] = [displacement[3 * i], displacement[3 * i + 1]];
      own[4 * i] = -dx;
      own[4 * i + 1] = -dy;
      own[4 * i + 2] = gains[i] - 1;
      own[4 * i + 3] = smooth(0, layeredAt, Math.hypot(dx, dy));
    }

    frame.turned = smooth(0.02, 0.14, head.angle);
    frame.usesMirror = packet.numbers.mirrorNeeded && frame.turned > 0;
    if (frame.usesMirror) setMirrored(frame.turned);
    return motion;
  }

  /** @param {number} strength */
  function setMirrored(strength) {
    for (let i = 0; i < data.meshCount; i++) {
      const other = data.mirror[i];
      mirrored[4 * i] = rest[3 * other] - positions[3 * i];
      mirrored[4 * i + 1] = rest[3 * other + 1] - positions[3 * i + 1];
      mirrored[4 * i + 2] = mirrorGains[i] - 1;
      mirrored[4 * i + 3] = (1 - mirrorOwn[i]) * strength;
    }
  }
}

/** @typedef {ReturnType<typeof makeSheet>} Sheet */
