// @ts-check
// One portrait ready to be drawn: its geometry on the processor, its pictures on the graphics processor. What DraftRenderer.cs is, without the pixels.

import { makeEdgeFade } from "./edge-fade.js";
import { makeEye } from "./eye.js";
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
    numbers: packet.numbers, triangles: withSeams(data, packet.indices("triangles")), faceTriangles: data.faceTriangles, textures, sheet, mouth, interior, tongue, eyes,
    edges: /** @type {number[]} */ ([0, 0, 0, 0]), isRest: true, pose,
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

/**
 * The rings know the middles of the oval's edges, the face does not: without a sliver between them single pixels stay open on some edges.
 * @param {import("./rig.js").RigData} data @param {Uint16Array} triangles
 */
function withSeams(data, triangles) {
  const seams = data.oval.flatMap((landmark, i) => [landmark, data.meshCount + i, data.oval[(i + 1) % data.oval.length]]);
  return Uint16Array.from([...triangles, ...seams]);
}
