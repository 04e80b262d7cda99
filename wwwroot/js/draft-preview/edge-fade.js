// @ts-check
// How far motion dies out towards each side of the picture: the widths that EdgeFade.cs fits to a frame; the shader applies them.

import { clamp, smooth } from "./ramp.js";

const WIDEST = 0.8; // IOD
const NARROWEST = 0.06;
const PER_APPROACH = 1.6;
const PER_SHEAR = 0.4;

/**
 * @param {import("./packet.js").Packet} packet
 * @returns {(displacement: Float32Array) => [left: number, top: number, right: number, bottom: number]} pixels
 */
export function makeEdgeFade(packet) {
  const { width, height, iod } = packet.numbers;
  const positions = packet.floats("positions");
  const sides = ["edgeLeft", "edgeTop", "edgeRight", "edgeBottom"].map((name) => packet.floats(name));
  const held = findHeld();

  return (displacement) => {
    const need = [0, 0, 0, 0];
    for (const { at, near } of held) {
      const [dx, dy] = [Math.abs(displacement[at]), Math.abs(displacement[at + 1])];
      const sideways = Math.max(PER_APPROACH * dx, PER_SHEAR * dy);
      const upright = Math.max(PER_APPROACH * dy, PER_SHEAR * dx);
      for (let s = 0; s < 4; s++) need[s] = Math.max(need[s], (s % 2 === 0 ? sideways : upright) * near[s]);
    }

    const [left, top, right, bottom] = need.map((n) => clamp(n, NARROWEST * iod, WIDEST * iod));
    return [left, top, right, bottom];
  };

  /** Vertices on the person inside the picture, and how much each side has to hold them: their place never changes. */
  function findHeld() {
    const person = packet.bytes("person");
    const list = [];
    for (let i = 0; i < person.length; i++) {
      const [x, y] = [positions[3 * i], positions[3 * i + 1]];
      if (!person[i] || x < 0 || y < 0 || x > width || y > height) continue;
      const distances = [x, y, width - x, height - y];
      const near = distances.map((distance, s) => (1 - smooth(0.3 * iod, WIDEST * iod, distance)) * at(sides[s], s % 2 === 0 ? y : x));
      if (near.some((n) => n > 0)) list.push({ at: 3 * i, near });
    }

    return list;
  }
}

/** @param {Float32Array} side @param {number} along */
const at = (side, along) => side[clamp(Math.floor(along), 0, side.length - 1)];
