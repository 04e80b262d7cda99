// @ts-check
// One portrait's pictures on the graphics processor: made once, from the packet, the same pictures that the C# renderer samples.

import { makeTexture } from "./gpu.js";
import { SPLINE_PAD, splineCoefficients } from "./spline.js";

/** @typedef {import("./packet.js").Packet} Packet */
/** @typedef {import("./packet.js").Pixels} Pixels */

/** @param {WebGL2RenderingContext} gl @param {Packet} packet */
export async function makePortraitTextures(gl, packet) {
  const names = ["photo", "foreground", "plate", "marks", "rightEye", "leftEye"];
  const hasSecond = packet.numbers.second !== undefined;
  const [photo, foreground, plate, marks, rightEye, leftEye, ...second] = await Promise.all([...names, ...(hasSecond ? ["second", "secondCoverage"] : [])].map((name) => packet.picture(name)));
  const { width, height } = photo;
  const person = new Float32Array(photo.data.length);
  const residual = new Float32Array(photo.data.length);
  for (let i = 0; i < photo.data.length; i += 4) {
    const isForeground = marks.data[i + 1] > 0;
    for (let c = i; c < i + 3; c++) {
      person[c] = (isForeground ? foreground : photo).data[c] / 255;
      residual[c] = photo.data[c] / 255 - person[c];
      if (marks.data[i + 2] === 0) plate.data[c] = photo.data[c];
    }

    person[i + 3] = marks.data[i] / 255;
  }

  const textures = {
    photo: makeTexture(gl, gl.RGBA8, width, height, gl.RGBA, gl.UNSIGNED_BYTE, photo.data),
    plate: makeTexture(gl, gl.RGBA8, width, height, gl.RGBA, gl.UNSIGNED_BYTE, plate.data),
    person: splineTexture(gl, person, width, height),
    residual: makeTexture(gl, gl.RGBA16F, width, height, gl.RGBA, gl.FLOAT, residual, true),
    edges: edgeTexture(gl, packet),
    rightEye: splineTexture(gl, levels(rightEye), rightEye.width, rightEye.height),
    leftEye: splineTexture(gl, levels(leftEye), leftEye.width, leftEye.height),
    second: hasSecond ? splineTexture(gl, levels(second[0], second[1]), second[0].width, second[0].height) : null,
    secondArea: areaOf(packet.numbers.second, second[0]),
    dispose() {
      for (const texture of [textures.photo, textures.plate, textures.person, textures.residual, textures.edges, textures.rightEye, textures.leftEye, textures.second]) gl.deleteTexture(texture);
    },
  };
  return textures;
}

/** @typedef {Awaited<ReturnType<typeof makePortraitTextures>>} PortraitTextures */

/** Left, top, right, bottom; empty without a patch. @param {[number, number] | undefined} corner @param {Pixels | undefined} patch */
const areaOf = (corner, patch) => (corner && patch ? [corner[0], corner[1], corner[0] + patch.width, corner[1] + patch.height] : [0, 0, -1, -1]);

/** RGBA 0..1, the coverage from the red of another picture. @param {Pixels} colors @param {Pixels} [coverage] */
function levels(colors, coverage) {
  const values = Float32Array.from(colors.data, (level) => level / 255);
  if (coverage) for (let i = 0; i < values.length; i += 4) values[i + 3] = coverage.data[i] / 255;
  return values;
}

/** @param {WebGL2RenderingContext} gl @param {Float32Array} values @param {number} width @param {number} height */
const splineTexture = (gl, values, width, height) =>
  makeTexture(gl, gl.RGBA16F, width + 2 * SPLINE_PAD, height + 2 * SPLINE_PAD, gl.RGBA, gl.FLOAT, splineCoefficients(values, width, height), true);

/** The person's coverage along left, top, right, bottom in the four channels. @param {WebGL2RenderingContext} gl @param {Packet} packet */
function edgeTexture(gl, packet) {
  const sides = ["edgeLeft", "edgeTop", "edgeRight", "edgeBottom"].map((name) => packet.floats(name));
  const length = Math.max(...sides.map((side) => side.length));
  const values = Float32Array.from({ length: 4 * length }, (_, i) => sides[i % 4][i >> 2] ?? 0);
  return makeTexture(gl, gl.RGBA32F, length, 1, gl.RGBA, gl.FLOAT, values);
}
