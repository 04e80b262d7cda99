// @ts-check
// What is drawn of each channel, kept for as long as nothing it depends on changes: values at frames, pieces of the line in frames and values, and where keys
// stand. Scrolling and zooming only place the pieces: the browser does that to a whole path at once.

import { evaluateChannel, inputsOf, sameInputs, shownTrack } from "./composite.js";
import { isSource } from "./layers.js";
import { pixelsPerUnit, toPixels } from "./spaces.js";
import { groupOf } from "./track.js";

/** @typedef {import("./spaces.js").Spaces} Spaces */
/** @typedef {import("./project.js").Project} Project */

/** A key of the active layer on the shown curve. @typedef {Readonly<{index: number, frame: number, value: number}>} KeyPoint */

/** `each` samples, of which a frame has `parts`, become one point of the line or two. @typedef {Readonly<{parts: number, each: number}>} Grain */

/**
 * Pieces begin at their own frame, so that 32-bit coordinates are exact enough in long motions.
 * @typedef {{inputs: unknown[], parts: number, samples: Float32Array, each: number, pieces: (Path2D | undefined)[], curve: unknown, points: KeyPoint[]}} Drawn
 */

const PIXELS_APART = 3; // most between two points of a line
const PIXELS_JOINED = 1.5; // most that become one
const MOST_PARTS = 16;
const PIECE = 256; // points, or pairs of them

export function makePaths() {
  /** @type {Map<string, Drawn>} */ const drawn = new Map();
  return {
    /** The line of a channel in the visible frames. @param {Project} project @param {string} name @param {Spaces} spaces */
    line: (project, name, spaces) => lineOf(project, name, spaces, atGrain(project, name, spaces)),
    /** The same for as long as the line is, wherever it is seen. @param {Project} project @param {string} name @param {Spaces} spaces @returns {unknown} */
    shape: (project, name, spaces) => atGrain(project, name, spaces),
    /** Keys of a layer on the channel's line, in order of frame; those of a layer that is not edited are none to take hold of. @param {Project} project @param {string} name @param {number} layer @returns {readonly KeyPoint[]} */
    points(project, name, layer) {
      const own = project.track.layers[layer];
      const keys = own?.curves[name]?.keys;
      if (!keys || isSource(own)) return [];
      const entry = current(project, name, drawn.get(name)?.parts ?? 1);
      if (entry.curve !== keys) {
        const track = shownTrack(project);
        const last = track.length - 1;
        entry.points = keys.map(({ frame }, index) => ({ index, frame, value: evaluateChannel(track, name, Math.min(Math.max(frame, 0), last)) }));
        entry.curve = keys;
      }
      return entry.points;
    },
  };

  /** @param {Project} project @param {string} name @param {Spaces} spaces @returns {Drawn} */
  function atGrain(project, name, { frame }) {
    const { parts, each } = grainOf(pixelsPerUnit(frame));
    const entry = current(project, name, parts);
    if (entry.each !== each) Object.assign(entry, { each, pieces: [] });
    return entry;
  }

  /** @param {Project} project @param {string} name @param {number} parts @returns {Drawn} */
  function current(project, name, parts) {
    const inputs = inputsOf(project, name, project.strength?.[groupOf(name)]);
    const known = drawn.get(name);
    if (known?.parts === parts && sameInputs(known.inputs, inputs)) return known;
    const points = known && sameInputs(known.inputs, inputs) ? { curve: known.curve, points: known.points } : { curve: null, points: [] };
    const samples = new Float32Array((project.track.length - 1) * parts + 1).fill(NaN);
    const entry = { inputs, parts, samples, each: 0, pieces: [], ...points };
    drawn.set(name, entry);
    return entry;
  }
}

/** @typedef {ReturnType<typeof makePaths>} Paths */

/** In powers of two, so that zooming a little keeps it. @param {number} pixels of a frame @returns {Grain} */
export function grainOf(pixels) {
  if (pixels > PIXELS_APART) return { parts: Math.min(MOST_PARTS, 2 ** Math.ceil(Math.log2(pixels / PIXELS_APART))), each: 1 };
  return { parts: 1, each: 2 ** Math.max(0, Math.floor(Math.log2(PIXELS_JOINED / pixels))) };
}

/** @param {Project} project @param {string} name @param {Spaces} spaces @param {Drawn} entry */
function lineOf(project, name, { frame, value }, entry) {
  const { parts, each, samples, pieces } = entry;
  const length = PIECE * each; // samples of a piece
  const across = (frame.end - frame.start) / (frame.span.to - frame.span.from) / parts;
  const up = (value.end - value.start) / (value.span.to - value.span.from);
  const last = Math.min(samples.length - 1, Math.ceil(frame.span.to * parts) + each);
  const line = new Path2D();
  for (let piece = Math.max(0, Math.floor((frame.span.from * parts - each) / length)); piece * length <= last; piece++) {
    const path = (pieces[piece] ??= pieceOf(project, name, entry, piece * length, length));
    line.addPath(path, { a: across, b: 0, c: 0, d: up, e: toPixels(frame, (piece * length) / parts), f: toPixels(value, 0) });
  }
  return line;
}

/** Samples from `first` on, and the next piece's first one, over frames' parts from there. @param {Project} project @param {string} name @param {Drawn} entry @param {number} first @param {number} length */
function pieceOf(project, name, { parts, each, samples }, first, length) {
  const track = shownTrack(project);
  const at = (/** @type {number} */ i) => (Number.isNaN(samples[i]) ? (samples[i] = evaluateChannel(track, name, i / parts)) : samples[i]);
  const last = Math.min(first + length, samples.length - 1);
  const path = new Path2D();
  path.moveTo(0, at(first));
  if (each === 1) for (let i = first + 1; i <= last; i++) path.lineTo(i - first, at(i));
  else for (let i = first + 1; i <= last; i += each) addJoined(i, Math.min(i + each - 1, last));
  if (each > 1) path.lineTo(last - first, at(last));
  return path;

  /** More samples than pixels: their least and their greatest where they are, so that no peak is lost. @param {number} from @param {number} to */
  function addJoined(from, to) {
    let [low, high] = [from, from];
    for (let i = from + 1; i <= to; i++) {
      if (at(i) < at(low)) low = i;
      if (at(i) > at(high)) high = i;
    }
    path.lineTo(Math.min(low, high) - first, at(Math.min(low, high)));
    if (low !== high) path.lineTo(Math.max(low, high) - first, at(Math.max(low, high)));
  }
}
