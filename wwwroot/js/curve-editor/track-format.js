// @ts-check
// What docs/motion-track.schema.json allows, as checks; order of keys and ranges besides, which a schema cannot say.

import { limits } from "./change.js";
import { choice, flag, integer, list, map, number, record, text } from "./shape.js";
import { channels } from "./track.js";

/** @typedef {import("./shape.js").Check} Check */

const frame = number(-limits.frame, limits.frame);
const value = number(-limits.value, limits.value);
const fade = number(0, limits.frame);
export const rate = number(1, 120);
export const channel = choice(channels.map(({ name }) => name));

/** @type {Check} */
const handle = (found, where) => {
  list(frame, 2, 2)(found, where);
  value(found[1], `the value of ${where}`);
};

const key = record(
  { frame, value },
  { kind: choice(["bezier", "linear", "hold"]), handles: choice(["auto", "vector", "aligned", "free"]), in: handle, out: handle },
);

/** @type {Check} */
export const keys = (found, where) => {
  list(key, 1, limits.keys)(found, where);
  const early = found.findIndex((/** @type {any} */ k, /** @type {number} */ i) => i > 0 && k.frame < found[i - 1].frame);
  if (early > 0) throw new Error(`Key ${early + 1} of ${where} comes before the key that precedes it; keys must be in order of frame.`);
};

/** @type {Check} */
const curve = (found, where) => {
  record({}, { keys, samples: list(value, 1, limits.length + 1) })(found, where);
  if (("keys" in found) === ("samples" in found)) throw new Error(`In ${where} there must be either 'keys' or 'samples'.`);
};

/** @type {Check} */
const range = (found, where) => {
  record({ from: frame, to: frame, fadeIn: fade, fadeOut: fade })(found, where);
  if (found.from > found.to) throw new Error(`In ${where} 'from' is after 'to'; a range must not end before it begins.`);
};

const layer = record(
  { name: text(limits.name), kind: choice(["captured", "edits", "idle", "preset"]), mode: choice(["additive", "replace"]), curves: map(channel, curve) },
  { weight: number(0, 1), mute: flag, range },
);

export const track = record(
  { version: choice([1]), rate: rate, length: integer(1, limits.length), layers: list(layer, 0, limits.layers) },
  { loop: flag, neutral: record({ yaw: value, pitch: value, roll: value, x: value, y: value, scale: number(Number.MIN_VALUE, limits.value) }) },
);
