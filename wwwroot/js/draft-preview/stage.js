// @ts-check
// The page's one graphics context and the portraits it can draw. Every preview of a page shares it and copies its picture.

import { makeLiveFace } from "./live-face.js";
import { readPacket } from "./packet.js";
import { makePortraitTextures } from "./portrait-textures.js";
import { makeRenderer } from "./renderer.js";

/** @typedef {import("./live-face.js").LiveFace} LiveFace */
/** @typedef {import("./rig.js").RigData} RigData */

/** Null in browsers without WebGL 2. */
export function openStage() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false, stencil: false });
  if (!gl) return null;
  const renderer = makeRenderer(gl);
  return { load, draw, get isLost() { return gl.isContextLost(); } };

  /** @param {RigData} rig @param {ArrayBuffer} packet @returns {Promise<LiveFace>} */
  async function load(rig, packet) {
    const read = readPacket(packet);
    return makeLiveFace(rig, read, await makePortraitTextures(/** @type {WebGL2RenderingContext} */ (gl), read));
  }

  /** Draws a face with 58 channel values onto a canvas of the page, which takes the face's size. @param {LiveFace} face @param {ArrayLike<number>} channels @param {HTMLCanvasElement} onto */
  function draw(face, channels, onto) {
    const { width, height } = face.numbers;
    if (canvas.width < width) canvas.width = width;
    if (canvas.height < height) canvas.height = height;
    if (onto.width !== width || onto.height !== height) Object.assign(onto, { width, height });
    face.pose(channels);
    renderer.draw(face, canvas);
    onto.getContext("2d")?.drawImage(canvas, 0, 0, width, height, 0, 0, width, height); // in the same task: the picture is not kept
  }
}

/** @typedef {NonNullable<ReturnType<typeof openStage>>} Stage */
