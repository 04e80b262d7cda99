// @ts-check
// A project as one JSON file, docs/motion-project.schema.json. Reading is strict: whatever is unknown, missing or out of bounds is named in one sentence.

import { limits } from "./change.js";
import { choice, formed, integer, list, map, number, record, text } from "./shape.js";
import { SAME } from "./time-map.js";
import { channel, track } from "./track-format.js";
import { channels, groups } from "./track.js";

/** @typedef {import("./project.js").Project} Project */

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
  checkSegments(project.source?.segments, project.track, "'segments' of 'source'");
  checkSegments(project.sound, project.track, "'sound'");
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

const channelList = list(channel, 0, channels.length, "unique");
const seconds = number(0, limits.frame);
const frames = number(0, limits.length);
const segment = { frame: frames, frames: number(SAME, limits.length), from: seconds, to: seconds };

const checkProject = record(
  { version: choice([1]), name: text(limits.name), track },
  {
    source: record({ driver: text(limits.name) }, { face: integer(1, limits.value), from: seconds, to: seconds, segments: list(record(segment), 0, limits.segments) }),
    sound: list(record({ asset: text(limits.name), ...segment }), 1, limits.segments),
    muted: channelList, solo: channelList, locked: channelList,
    strength: map(choice(groups), number(0, 2)),
    capture: track,
    colours: map(channel, formed(/^#[0-9a-fA-F]{6}$/, "a colour such as #3fa7d6")),
  },
);

/** What a schema cannot say. @param {readonly import("./time-map.js").Segment[] | undefined} segments @param {import("./track.js").Track} track @param {string} where */
function checkSegments(segments = [], { length }, where) {
  let end = 0;
  segments.forEach(({ frame, frames: count, from, to }, i) => {
    const piece = `Entry ${i + 1} of ${where} of the project`;
    if (to < from) throw new Error(`${piece} goes from second ${from} to ${to}; it must not end before it begins.`);
    if (frame < end - SAME || frame + count > length + SAME) throw new Error(`${piece} begins at frame ${frame} and lasts ${count}; pieces must follow each other within the motion's ${length} frames.`);
    end = frame + count;
  });
}
