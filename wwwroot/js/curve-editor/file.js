// @ts-check
// A project as one JSON file, docs/motion-project.schema.json. Reading is strict: whatever is unknown, missing or out of bounds is named in one sentence.

import { limits } from "./change.js";
import { choice, flag, integer, list, map, number, record, text } from "./shape.js";
import { channels, groups } from "./track.js";

/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./shape.js").Check} Check */

/** @param {Project} project */
export const toFile = (project) => JSON.stringify(project);

/**
 * A project, or a motion track, which becomes a project without edits.
 * @param {string} content
 * @param {string} [name] of a project made from a track
 * @returns {Project}
 */
export function readFile(content, name = "Motion") {
  const read = parse(content);
  const isTrack = typeof read === "object" && read !== null && "layers" in read && !("track" in read);
  const project = isTrack ? { version: 1, name, track: read } : read;
  checkVersion(project, "The file");
  checkVersion(project.track, "The motion in the file");
  checkProject(project, "the project");
  return project;
}

/** @param {string} content */
function parse(content) {
  try {
    return JSON.parse(content);
  } catch {
    throw new Error("The file is no JSON; choose a motion that was exported here.");
  }
}

/** Before anything else: fields of a later version must not be called unknown. @param {any} value @param {string} where */
function checkVersion(value, where) {
  const version = value?.version;
  if (version === undefined) throw new Error(`${where} has no version; choose a motion that was exported here.`);
  if (version !== 1) throw new Error(`${where} has version ${JSON.stringify(version).slice(0, 20)}; this editor reads version 1.`);
}

const frame = number(-limits.frame, limits.frame);
const value = number(-limits.value, limits.value);
const fade = number(0, limits.frame);
const channel = choice(channels.map(({ name }) => name));
const channelList = list(channel, 0, channels.length, "unique");

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
const keys = (found, where) => {
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

const track = record(
  { version: choice([1]), rate: number(1, 120), length: integer(1, limits.length), layers: list(layer, 0, limits.layers) },
  { loop: flag, neutral: record({ yaw: value, pitch: value, roll: value, x: value, y: value, scale: number(Number.MIN_VALUE, limits.value) }) },
);

const seconds = number(0, limits.frame);

const checkProject = record(
  { version: choice([1]), name: text(limits.name), track },
  {
    source: record({ driver: text(limits.name) }, { face: integer(1, limits.value), from: seconds, to: seconds }),
    muted: channelList, solo: channelList, locked: channelList,
    strength: map(choice(groups), number(0, 2)),
  },
);
