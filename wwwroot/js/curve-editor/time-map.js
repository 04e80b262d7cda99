// @ts-check
// What of a recording the frames of a motion are: stretches of frames, each a stretch of its seconds. An edit of time is such a map too, from new frames to old
// ones, and following it is putting the two together. TimeSegment.cs reads the same.

import { limits } from "./change.js";

/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./track.js").Track} Track */

/**
 * Frames `frame` to `frame + frames` are `from` to `to` of the recording, in seconds; where both are one, that picture is held in silence. `asset`: whose sound it
 * is, where the map does not belong to the driver.
 * @typedef {{frame: number, frames: number, from: number, to: number}} Segment
 * @typedef {Segment & {asset: string}} SoundSegment
 */

/** Frames and seconds nearer than this are one: they were computed on two ways. */
export const SAME = 1e-6;

/** Whether a driver that is at hand is the project's: a file that was opened may have brought another. @param {Project} project @param {string | null} driver */
export const isDrivenBy = ({ source }, driver) => (source?.driver ?? null) === driver;

/** The driver's map: frame by frame from where its part begins, unless time was edited. @param {Project} project @returns {readonly Segment[]} */
export const driverMap = ({ source, track }) => source?.segments ?? [unedited(source?.from ?? 0, track)];

/** Seconds of the recording whose picture a frame shows: in a gap the last one before it. Null where there is none. @param {readonly Segment[]} segments @param {number} frame */
export function pictureAt(segments, frame) {
  const segment = segments.findLast((s) => s.frame <= frame + SAME) ?? segments[0];
  return segment ? secondsIn(segment, Math.min(Math.max(frame, segment.frame), segment.frame + segment.frames)) : null;
}

/** Seconds that are heard at a frame; null in silence. @param {readonly Segment[]} segments @param {number} frame */
export function heardAt(segments, frame) {
  const segment = segments.find((s) => s.frame <= frame && frame < s.frame + s.frames);
  return segment && segment.to > segment.from ? secondsIn(segment, frame) : null;
}

/** Stretches of old frames one after the other: [from, to, frames it lasts now]. @param {...readonly [from: number, to: number, frames?: number]} stretches @returns {readonly Segment[]} */
export function inARow(...stretches) {
  let frame = 0;
  return stretches.flatMap(([from, to, frames = to - from]) => {
    if (frames <= 0) return [];
    frame += frames;
    return [{ frame: frame - frames, frames, from, to }];
  });
}

/** A project whose recordings went along with an edit of its time. @param {Project} project before @param {readonly Segment[]} edit new frames to old ones @param {Track} track after @returns {Project} */
export function inOtherTime(project, edit, track) {
  const after = { ...project, track };
  if (project.source) after.source = withSegments(project.source, compose(edit, driverMap(project)), track);
  return project.sound ? withSound(after, compose(edit, project.sound)) : after;
}

/** Frames of a capture of the whole part to the frames that show them: the same edits of time for another capture. @param {Project} project @returns {readonly import("./warp.js").Piece[]} */
export function piecesOf({ source, track: { rate } }) {
  return (source?.segments ?? []).flatMap(({ frame, frames, from, to }) => {
    const [first, last] = [from, to].map((seconds) => tidy((seconds - (source?.from ?? 0)) * rate));
    const factor = frames / (last - first);
    return last - first < SAME ? [] : [{ from: first, to: last, factor, shift: frame - first * factor }]; // what is held stays of itself
  });
}

/** A new capture of the driver is whole again; what is laid under it ends with it. @param {Project} project with its new track @returns {Project} */
export function withWholeDriver(project) {
  const { source, sound, track } = project;
  const whole = source?.segments ? { ...project, source: withSegments(source, [unedited(source.from ?? 0, track)], track) } : project;
  return sound ? withSound(whole, compose(inARow([0, track.length]), sound)) : whole;
}

/** A recording laid under the motion from a frame on; what was laid there goes. @param {Project} project @param {string} asset @param {number} start @param {number} seconds @returns {Project} */
export function laySound(project, asset, start, seconds) {
  const { rate, length } = project.track;
  const frames = Math.min(seconds * rate, length - start);
  if (!(frames > 0)) throw new Error("There is no room for a sound here; move the playhead to where it begins.");
  const before = compose(inARow([0, start]), project.sound ?? []);
  const after = compose(inARow([start + frames, length]).map((stretch) => ({ ...stretch, frame: stretch.from })), project.sound ?? []);
  return withSound(project, [...before, { asset, frame: start, frames, from: 0, to: tidy(frames / rate) }, ...after]);
}

/** @param {Project} project @returns {Project} */
export const withoutSound = (project) => withSound(project, []);

/** First new frames to old ones, then old frames to seconds. @template {Segment} S @param {readonly Segment[]} edit @param {readonly S[]} segments @returns {S[]} */
export function compose(edit, segments) {
  /** @type {S[]} */ const made = [];
  for (const part of edit.flatMap((stretch) => (stretch.to > stretch.from ? segments.flatMap((segment) => cut(stretch, segment)) : held(stretch, segments)))) {
    const last = made.at(-1);
    if (last && goesOn(last, part)) made[made.length - 1] = { ...last, frames: tidy(part.frame + part.frames - last.frame), to: part.to };
    else made.push(part);
  }
  if (made.length > limits.segments) throw new Error(`The recording would be in more than ${limits.segments} pieces; undo some cuts first.`);
  return made;
}

/** @template {Segment} S @param {Segment} stretch @param {S} segment @returns {S[]} */
function cut(stretch, segment) {
  const [from, to] = [Math.max(stretch.from, segment.frame), Math.min(stretch.to, segment.frame + segment.frames)];
  const factor = stretch.frames / (stretch.to - stretch.from);
  const frames = (to - from) * factor;
  if (to - from < SAME || frames < SAME) return [];
  return [{ ...segment, frame: tidy(stretch.frame + (from - stretch.from) * factor), frames: tidy(frames), from: secondsIn(segment, from), to: secondsIn(segment, to) }];
}

/** @template {Segment} S @param {Segment} stretch of one old frame @param {readonly S[]} segments @returns {S[]} */
function held({ frame, frames, from }, segments) {
  const segment = segments.find((s) => s.frame - SAME <= from && from < s.frame + s.frames - SAME);
  if (!segment) return [];
  const seconds = secondsIn(segment, from);
  return [{ ...segment, frame: tidy(frame), frames: tidy(frames), from: seconds, to: seconds }];
}

/** @param {Segment & {asset?: string}} first @param {Segment & {asset?: string}} next */
function goesOn(first, next) {
  const near = (/** @type {number} */ a, /** @type {number} */ b) => Math.abs(a - b) < SAME;
  return first.asset === next.asset && near(first.frame + first.frames, next.frame) && near(first.to, next.from)
    && near(((first.to - first.from) * next.frames) / first.frames, next.to - next.from);
}

/** @param {Segment} segment @param {number} frame within */
const secondsIn = ({ frame: first, frames, from, to }, frame) => tidy(from + ((to - from) * (frame - first)) / frames);

/** @param {number} from seconds @param {Track} track @returns {Segment} */
const unedited = (from, { length, rate }) => ({ frame: 0, frames: length, from, to: tidy(from + length / rate) });

/** @param {import("./project.js").Source} source @param {readonly Segment[]} segments @param {Track} track @returns {import("./project.js").Source} */
function withSegments({ segments: _, ...source }, segments, track) {
  const whole = unedited(source.from ?? 0, track);
  const isWhole = segments.length === 1 && /** @type {const} */ (["frame", "frames", "from", "to"]).every((field) => Math.abs(segments[0][field] - whole[field]) < SAME);
  return isWhole ? source : { ...source, segments };
}

/** Silence needs no piece. @param {Project} project @param {readonly SoundSegment[]} segments @returns {Project} */
function withSound({ sound: _, ...project }, segments) {
  const sound = segments.filter(({ from, to }) => to > from);
  return sound.length ? { ...project, sound } : project;
}

/** Without the last bits of rounding, so that a file reads well. @param {number} value */
const tidy = (value) => Math.round(value * 1e9) / 1e9;
