// @ts-check
// Draws live faces with one WebGL 2 context, whatever their number: sheet with depth, mouth, tongue and eyes over it, then onto the context's canvas.

import { makeProgram, makeTexture } from "./gpu.js";
import { LIP_SAMPLES } from "./mouth-frame.js";
import { BOX_VERTEX } from "./shaders/common.js";
import { EYE_FRAGMENT, LASH_FRAGMENT } from "./shaders/eye.js";
import { MOUTH_FRAGMENT, TONGUE_FRAGMENT } from "./shaders/mouth.js";
import { FINISH_FRAGMENT, PHOTO_FRAGMENT, sheetFragment, SHEET_VERTEX } from "./shaders/sheet.js";

/** @typedef {import("./live-face.js").LiveFace} LiveFace */
/** @typedef {import("./overlay-mask.js").Mask} Mask */
/** @typedef {{ width: number, height: number, picture: WebGLTexture, depths: WebGLTexture, whole: WebGLFramebuffer, colors: WebGLFramebuffer }} Target */

const FARTHEST = 16; // IOD: the sheet lies between minus and plus this depth
const TONGUE_LEAN = 0.25;

/** @param {WebGL2RenderingContext} gl */
export function makeRenderer(gl) {
  const programs = {
    photo: makeProgram(gl, BOX_VERTEX, PHOTO_FRAGMENT), finish: makeProgram(gl, BOX_VERTEX, FINISH_FRAGMENT),
    eye: makeProgram(gl, BOX_VERTEX, EYE_FRAGMENT), lash: makeProgram(gl, BOX_VERTEX, LASH_FRAGMENT),
    mouth: makeProgram(gl, BOX_VERTEX, MOUTH_FRAGMENT), tongue: makeProgram(gl, BOX_VERTEX, TONGUE_FRAGMENT),
  };
  const sheets = {
    mixed: makeProgram(gl, SHEET_VERTEX, sheetFragment("mixed")), opaque: makeProgram(gl, SHEET_VERTEX, sheetFragment("opaque")), empty: makeProgram(gl, SHEET_VERTEX, sheetFragment("empty")),
    second: makeProgram(gl, SHEET_VERTEX, sheetFragment("second")), mirrored: makeProgram(gl, SHEET_VERTEX, sheetFragment("mirrored")),
  };
  const vertices = [0, 1, 2].map(() => gl.createBuffer());
  const order = gl.createBuffer();
  const lips = makeTexture(gl, gl.RG32F, LIP_SAMPLES, 1, gl.RG, gl.FLOAT, null);
  /** @type {Map<string, Target>} */ const targets = new Map();
  /** @type {WebGLTexture} */ let mask = makeTexture(gl, gl.R32F, 1, 1, gl.RED, gl.FLOAT, null);
  return { draw };

  /** Draws the face as it is posed into the top left corner of the canvas. @param {LiveFace} face @param {HTMLCanvasElement | OffscreenCanvas} canvas at least as large as the face */
  function draw(face, canvas) {
    const { width, height } = face.numbers;
    const target = targetOf(width, height);
    const size = [width, height];
    gl.viewport(0, 0, width, height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, target.whole);
    gl.disable(gl.BLEND);
    gl.clearDepth(1);
    gl.clear(gl.DEPTH_BUFFER_BIT);
    box(programs.photo, [0, 0, width, height], { size, photo: face.textures.photo });
    if (!face.isRest) {
      drawSheet(face);
      gl.bindFramebuffer(gl.FRAMEBUFFER, target.colors);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
      drawMouth(face);
      drawEyes(face, target);
      gl.disable(gl.BLEND);
    }

    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, canvas.height - height, width, height);
    box(programs.finish, [0, 0, width, height], {
      size, picture: target.picture, depths: target.depths, corner: [0, canvas.height - height],
      strength: face.isRest ? 0 : face.sheet.turned, farthest: FARTHEST * face.numbers.iod, iod: face.numbers.iod,
    });
  }

  /** @param {LiveFace} face */
  function drawSheet(face) {
    const { sheet, textures, elements } = face;
    [sheet.positions, sheet.own, sheet.mirrored].forEach((values, place) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, vertices[place]);
      gl.bufferData(gl.ARRAY_BUFFER, values, gl.STREAM_DRAW);
      gl.enableVertexAttribArray(place);
      gl.vertexAttribPointer(place, place === 0 ? 3 : 4, gl.FLOAT, false, 0, 0);
    });
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, order);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, elements.indices, gl.STREAM_DRAW);
    gl.enable(gl.DEPTH_TEST);
    gl.depthFunc(gl.LESS);
    const shared = {
      ...edgesOf(face), farthest: FARTHEST * face.numbers.iod, photo: textures.photo, plate: textures.plate, person: textures.person, residual: textures.residual,
      second: textures.second ?? textures.person, secondArea: textures.secondArea,
    };
    /** @type {[import("./gpu.js").Use, import("./live-face.js").Run][]} */
    const runs = [
      ...(sheet.usesMirror ? [run(sheets.mirrored, elements.wholeFace)] : kindsOf(elements.face, sheets.mixed)),
      ...kindsOf(elements.rings, textures.second ? sheets.second : sheets.mixed),
    ];
    for (const [use, { start, count }] of runs) {
      if (count === 0) continue;
      use(shared);
      gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_SHORT, 2 * start);
    }

    gl.disable(gl.DEPTH_TEST);
    for (let place = 0; place < vertices.length; place++) gl.disableVertexAttribArray(place);
  }

  /** @param {LiveFace["elements"]["face"]} part @param {import("./gpu.js").Use} mixed */
  function kindsOf(part, mixed) {
    return [run(mixed, part.mixed), run(sheets.opaque, part.opaque), run(sheets.empty, part.empty)];
  }

  /** @param {LiveFace} face */
  function drawMouth(face) {
    const { mouth, interior, tongue } = face;
    if (interior.mask.isEmpty && tongue.box.isEmpty) return;
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, lips);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, LIP_SAMPLES, 1, gl.RG, gl.FLOAT, mouth.lips);
    const plane = { ...edgesOf(face), toPlane: mouth.toPlane, lips, corners: mouth.corners, tint: face.numbers.tint, mouthIod: mouth.iod };
    if (!interior.mask.isEmpty) {
      upload(interior.mask);
      box(programs.mouth, boxOf(interior.mask), { ...plane, mask, gap: mouth.widestGap, jawDrop: mouth.jawDrop, upperEdge: interior.upperEdge });
    }

    if (tongue.box.isEmpty) return;
    const { share, halfWidth, lip, root, tip, middle } = tongue;
    const shape = { ...plane, share, halfWidth, lip, root, tip, middle, lean: TONGUE_LEAN * mouth.forward[0] };
    box(programs.tongue, boxOf(tongue.box), { ...shape, isShadow: true });
    box(programs.tongue, boxOf(tongue.box), { ...shape, isShadow: false });
  }

  /** @param {LiveFace} face @param {Target} target */
  function drawEyes(face, target) {
    for (const eye of face.eyes) {
      const cover = { ...edgesOf(face), depths: target.depths, depth: eye.depth, depthSlope: eye.depthSlope, farthest: FARTHEST * face.numbers.iod, iod: face.numbers.iod };
      if (!eye.ball.isEmpty) {
        upload(eye.ball);
        const eyeball = eye.side === "Right" ? face.textures.rightEye : face.textures.leftEye;
        const { origin, iris, width: eyeWidth } = eye.patch;
        box(programs.eye, boxOf(eye.ball), { ...cover, mask, eyeball, origin, iris, eyeWidth, toPhoto: eye.toPhoto, gaze: eye.gaze, gain: eye.gain });
      }

      if (!eye.lash.isEmpty) {
        upload(eye.lash);
        box(programs.lash, boxOf(eye.lash), { ...cover, mask, lash: eye.patch.lash.map((level) => level / 255) });
      }
    }
  }

  /** @param {import("./gpu.js").Use} use @param {number[]} area @param {Record<string, import("./gpu.js").UniformValue>} values */
  function box(use, area, values) {
    use({ ...values, box: area });
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  /** @param {Mask} from */
  function upload(from) {
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, mask);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, from.width, from.height, 0, gl.RED, gl.FLOAT, from.values);
  }

  /** @param {number} width @param {number} height @returns {Target} */
  function targetOf(width, height) {
    const key = `${width} ${height}`;
    const known = targets.get(key);
    if (known) return known;
    const picture = makeTexture(gl, gl.RGBA8, width, height, gl.RGBA, gl.UNSIGNED_BYTE, null);
    const depths = makeTexture(gl, gl.DEPTH_COMPONENT24, width, height, gl.DEPTH_COMPONENT, gl.UNSIGNED_INT, null);
    const [whole, colors] = [gl.createFramebuffer(), gl.createFramebuffer()];
    for (const buffer of [whole, colors]) {
      gl.bindFramebuffer(gl.FRAMEBUFFER, buffer);
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, picture, 0);
      if (buffer === whole) gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.TEXTURE_2D, depths, 0);
    }

    const target = { width, height, picture, depths, whole, colors };
    targets.set(key, target);
    return target;
  }
}

/** @param {LiveFace} face */
const edgesOf = (face) => ({ size: [face.numbers.width, face.numbers.height], edges: face.textures.edges, narrowFade: 0.06 * face.numbers.iod, wideFade: face.edges });

/** @param {import("./gpu.js").Use} use @param {import("./live-face.js").Run} indices @returns {[import("./gpu.js").Use, import("./live-face.js").Run]} */
const run = (use, indices) => [use, indices];

/** @param {Mask} mask */
const boxOf = (mask) => [mask.left, mask.top, mask.width, mask.height];
