// @ts-check
// One portrait ready to be drawn: its geometry on the processor, its pictures on the graphics processor. What DraftRenderer.cs is, without the pixels.

import { makeEdgeFade } from "./edge-fade.js";
import { makeEye } from "./eye.js";
import { makeLandmarks } from "./landmarks.js";
import { makeMouthFrame } from "./mouth-frame.js";
import { makeInterior, makeTongue } from "./mouth.js";
import { limitPose } from "./pose-limits.js";
import { makeSheet } from "./sheet.js";

/** @param {import("./rig.js").RigData} data @param {import("./packet.js").Packet} packet @param {import("./portrait-textures.js").PortraitTextures} textures */
export function makeLiveFace(data, packet, textures) {
  const sheet = makeSheet(data, packet);
  const mouth = makeMouthFrame(data, packet);
  const interior = makeInterior(data, packet, mouth);
  const tongue = makeTongue(data, packet, mouth);
  const eyes = [makeEye(data, packet, "Right"), makeEye(data, packet, "Left")];
  const fitEdges = makeEdgeFade(packet);
  const face = {
    numbers: packet.numbers, elements: sortTriangles(data, packet), textures, sheet, mouth, interior, tongue, eyes,
    edges: /** @type {number[]} */ ([0, 0, 0, 0]), isRest: true, pose, landmarksAt: makeLandmarks(data, packet),
  };
  return face;

  /** Sets the face to 58 channel values in channel order; the head is held within what the photo can show. @param {ArrayLike<number>} channels */
  function pose(channels) {
    const coefficients = Array.from(channels).slice(data.poseCount);
    const head = limitPose(channels, packet.numbers.photoYaw);
    const motion = sheet.pose(head, coefficients);
    mouth.set(sheet, head, motion);
    const drawn = [interior.prepare(sheet, coefficients), tongue.prepare(sheet, coefficients), ...eyes.map((eye) => eye.prepare(sheet, head, motion, coefficients))];
    face.isRest = sheet.isRest && !drawn.includes(true);
    face.edges = fitEdges(sheet.displacement);
  }
}

/** @typedef {ReturnType<typeof makeLiveFace>} LiveFace */

/** @typedef {{ start: number, count: number }} Run of indices */

/**
 * The triangles by what they show: indices in that order, and the run of each kind, face and rings apart.
 * @param {import("./rig.js").RigData} data @param {import("./packet.js").Packet} packet
 */
function sortTriangles(data, packet) {
  const triangles = packet.indices("triangles");
  const kinds = packet.bytes("kinds"); // 0 mixed, 1 opaque, 2 empty
  /** @type {number[]} */ const indices = [];
  const [face, rings] = [[0, data.faceTriangles], [data.faceTriangles, kinds.length]].map(([from, to]) => {
    const runs = [0, 1, 2].map((kind) => {
      const start = indices.length;
      for (let t = from; t < to; t++) if (kinds[t] === kind) indices.push(...triangles.subarray(3 * t, 3 * t + 3));
      if (from > 0 && kind === 0) indices.push(...seams(data));
      return { start, count: indices.length - start };
    });
    return { mixed: runs[0], opaque: runs[1], empty: runs[2] };
  });
  return { indices: Uint16Array.from(indices), face, rings, wholeFace: { start: 0, count: 3 * data.faceTriangles } };
}

/** The rings know the middles of the oval's edges, the face does not: without a sliver between them single pixels stay open. @param {import("./rig.js").RigData} data */
const seams = (data) => data.oval.flatMap((landmark, i) => [landmark, data.meshCount + i, data.oval[(i + 1) % data.oval.length]]);
