// @ts-check
// Reads what LivePacket.cs writes: one portrait's numbers, arrays and pictures.

const MAGIC = "HMLF";

/**
 * @typedef {{ width: number, gap: number, iris: [number, number], origin: [number, number], lash: number[] }} EyeNumbers
 * @typedef {object} PortraitNumbers
 * @property {number} width of the film, pixels
 * @property {number} height
 * @property {number} unit picture pixels per "pixel at 512"
 * @property {number} iod outer eye distance, pixels
 * @property {boolean} layered there is a person mask
 * @property {number} facing
 * @property {number} photoYaw radians
 * @property {number[]} pivot
 * @property {number[]} down
 * @property {number[]} rotation quaternion x y z w, canonical face to picture
 * @property {number} lightLevel
 * @property {number[]} lightDirection
 * @property {number[]} tint
 * @property {number} mouthRestGap IOD
 * @property {number} mouthRestWidest IOD
 * @property {number[]} mouthAnchor
 * @property {boolean} mirrorNeeded
 * @property {[number, number]} [second] left and top of the rings' own texture
 * @property {EyeNumbers} rightEye
 * @property {EyeNumbers} leftEye
 */

/**
 * @typedef {{ width: number, height: number, data: Uint8ClampedArray }} Pixels RGBA bytes
 * @typedef {{ numbers: PortraitNumbers, floats(name: string): Float32Array, indices(name: string): Uint16Array, bytes(name: string): Uint8Array,
 *   picture(name: string): Promise<Pixels> }} Packet
 */

/** @param {ArrayBuffer} buffer @returns {Packet} */
export function readPacket(buffer) {
  const decoder = new TextDecoder();
  if (decoder.decode(buffer.slice(0, 4)) !== MAGIC) throw new Error("This is no live portrait: reload the page.");
  const headerLength = new DataView(buffer).getInt32(4, true);
  const header = JSON.parse(decoder.decode(new Uint8Array(buffer, 8, headerLength)));
  const start = 8 + headerLength;

  /** @param {string} name @param {string} type */
  function part(name, type) {
    const entry = header.arrays[name];
    if (entry?.type !== type) throw new Error(`The live portrait lacks '${name}': reload the page.`);
    return entry;
  }

  return {
    numbers: header.numbers,
    floats: (name) => new Float32Array(buffer, start + part(name, "f32").offset, part(name, "f32").length),
    indices: (name) => new Uint16Array(buffer, start + part(name, "u16").offset, part(name, "u16").length),
    bytes: (name) => new Uint8Array(buffer, start + part(name, "u8").offset, part(name, "u8").length),
    picture: (name) => decode(new Uint8Array(buffer, start + header.pictures[name].offset, header.pictures[name].length)),
  };
}

/** @param {Uint8Array<ArrayBuffer>} png @returns {Promise<Pixels>} */
async function decode(png) {
  const bitmap = await createImageBitmap(new Blob([png], { type: "image/png" }), { colorSpaceConversion: "none" });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser does not draw on canvases: use a newer one.");
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
