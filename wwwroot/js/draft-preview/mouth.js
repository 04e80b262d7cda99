// @ts-check
// What is drawn between the lips and over them: when, where and how strongly. The same as MouthInterior.cs and TongueOut.cs; their colours are in shaders/.

import { makeMask } from "./overlay-mask.js";
import { clamp, mix, smooth } from "./ramp.js";
import { coefficient } from "./rig.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("./mouth-frame.js").MouthFrame} MouthFrame */
/** @typedef {import("./overlay-mask.js").Place} Place */

/** @param {import("./rig.js").RigData} data @param {import("./packet.js").Packet} packet @param {MouthFrame} mouth */
export function makeInterior(data, packet, mouth) {
  const { width, height, unit, mouthRestGap, mouthRestWidest } = packet.numbers;
  const [funnel, pucker] = [coefficient(data, "mouthFunnel"), coefficient(data, "mouthPucker")];
  const interior = { mask: makeMask(width, height), upperEdge: 0, prepare };
  return interior;

  /** True when something is drawn. @param {Sheet} sheet @param {ArrayLike<number>} coefficients */
  function prepare(sheet, coefficients) {
    interior.mask.clear();
    const opacity = opacityNow();
    if (opacity <= 0) return false;
    interior.upperEdge = 0.052 - 0.035 * coefficients[funnel] - 0.02 * coefficients[pucker];
    const [gx, gy] = [mouth.down[0] * 0.5, mouth.down[1] * 0.5];
    const p = sheet.positions;
    /** @type {Place[]} */ const upper = data.lipUpper.map((i) => [p[3 * i] - gx, p[3 * i + 1] - gy]);
    /** @type {Place[]} */ const lower = data.lipLower.slice(1, -1).map((i) => [p[3 * i] + gx, p[3 * i + 1] + gy]);
    const outline = [...upper, ...lower.reverse()];
    const blur = Math.max(0.7, 0.008 * mouth.iod);
    interior.mask.begin(outline, 4 * blur);
    interior.mask.fillPolygon(outline, opacity);
    interior.mask.blur(blur);
    return true;
  }

  /** A mouth already open in the photo keeps its own pixels until it opens far beyond them. */
  function opacityNow() {
    const own = smooth(0.05, 0.09, mouthRestGap);
    const opened = (1 - own) * smooth(0.003, 0.028, mouth.widestGap - mouthRestWidest);
    const beyond = own > 0 && mouthRestWidest > 0 ? 0.9 * smooth(1.6, 2.6, mouth.widestGap / mouthRestWidest) : 0;
    return Math.max(opened, beyond) * smooth(0.5, 1.5, (mouth.widestGap * mouth.iod) / unit);
  }
}

const [UPPER_LIP, LOWER_LIP] = [13, 14];
const FULL_LENGTH = 0.3; // IOD
const HALF_WIDTH = 0.125;

/** @param {import("./rig.js").RigData} data @param {import("./packet.js").Packet} packet @param {MouthFrame} mouth */
export function makeTongue(data, packet, mouth) {
  const channel = coefficient(data, "tongueOut");
  const tongue = { box: makeMask(packet.numbers.width, packet.numbers.height), share: 0, halfWidth: 1, lip: 0, root: 0, tip: 0, middle: 0, prepare };
  return tongue;

  /** True when something is drawn. @param {Sheet} sheet @param {ArrayLike<number>} coefficients */
  function prepare(sheet, coefficients) {
    tongue.box.clear();
    const amount = clamp(coefficients[channel], 0, 1);
    if (amount <= 0) return false;
    const p = sheet.positions;
    const [top, bottom] = [mouth.at(p, UPPER_LIP), mouth.at(p, LOWER_LIP)];
    const [right, left] = mouth.corners;
    tongue.middle = mix((top[0] + bottom[0]) / 2, (left + right) / 2, 0.4);
    tongue.lip = bottom[1];
    tongue.root = Math.min(top[1], bottom[1] - 0.01);
    tongue.halfWidth = Math.min(HALF_WIDTH, (0.62 * (left - right)) / 2);
    tongue.tip = tongue.lip - 0.02 + ((FULL_LENGTH + 0.02) * tongue.halfWidth * amount) / HALF_WIDTH;
    tongue.share = smooth(0, 0.12, amount);
    const [ux, uy, lx, ly] = [p[3 * UPPER_LIP], p[3 * UPPER_LIP + 1], p[3 * LOWER_LIP], p[3 * LOWER_LIP + 1]];
    const reach = (tongue.tip - tongue.lip) * mouth.iod;
    tongue.box.begin([[(ux + lx) / 2, (uy + ly) / 2], [lx + mouth.down[0] * reach, ly + mouth.down[1] * reach]], (2 * tongue.halfWidth + 0.06) * mouth.iod);
    return true;
  }
}
