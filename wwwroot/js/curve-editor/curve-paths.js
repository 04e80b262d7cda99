// @ts-check
// What is drawn of each channel, kept for as long as nothing it depends on changes: values at frames, the line on the canvas, and where keys stand.

import { evaluateChannel, inputsOf, sameInputs, shownTrack } from "./composite.js";
import { pixelsPerUnit, toPixels } from "./spaces.js";
import { groupOf } from "./track.js";

/** @typedef {import("./spaces.js").Spaces} Spaces */
/** @typedef {import("./project.js").Project} Project */

/** A key of the active layer on the shown curve. @typedef {Readonly<{index: number, frame: number, value: number}>} KeyPoint */

/** @typedef {{inputs: unknown[], parts: number, samples: Float32Array, place: string, line: Path2D, curve: unknown, points: KeyPoint[]}} Drawn */

const PIXELS_APART = 3;
const MOST_PARTS = 12; // of a frame

export function makePaths() {
  /** @type {Map<string, Drawn>} */ const drawn = new Map();
  return {
    /** The line of a channel in the visible frames. @param {Project} project @param {string} name @param {Spaces} spaces */
    line(project, name, spaces) {
      const parts = Math.min(MOST_PARTS, Math.max(1, Math.ceil(pixelsPerUnit(spaces.frame) / PIXELS_APART)));
      const entry = current(project, name, parts);
      const place = placeOf(spaces);
      if (entry.place !== place) Object.assign(entry, { place, line: lineOf(project, name, spaces, entry) });
      return entry.line;
    },
    /** Keys of a layer on the channel's line, in order of frame. @param {Project} project @param {string} name @param {number} layer @returns {readonly KeyPoint[]} */
    points(project, name, layer) {
      const keys = project.track.layers[layer]?.curves[name]?.keys;
      if (!keys) return [];
      const entry = current(project, name, drawn.get(name)?.parts ?? 1);
      if (entry.curve !== keys) {
        const track = shownTrack(project);
        const last = track.length - 1;
        entry.points = keys.map(({ frame }, index) => ({ index, frame, value: evaluateChannel(track, name, Math.min(Math.max(frame, 0), last)) }));
        entry.curve = keys;
      }
      return entry.points;
    },
    /** All that is kept, for a measurement from the start. */
    forget: () => drawn.clear(),
  };

  /** @param {Project} project @param {string} name @param {number} parts @returns {Drawn} */
  function current(project, name, parts) {
    const inputs = inputsOf(project, name, project.strength?.[groupOf(name)]);
    const known = drawn.get(name);
    if (known?.parts === parts && sameInputs(known.inputs, inputs)) return known;
    const points = known && sameInputs(known.inputs, inputs) ? { curve: known.curve, points: known.points } : { curve: null, points: [] };
    const samples = new Float32Array((project.track.length - 1) * parts + 1).fill(NaN);
    const entry = { inputs, parts, samples, place: "", line: new Path2D(), ...points };
    drawn.set(name, entry);
    return entry;
  }
}

/** @typedef {ReturnType<typeof makePaths>} Paths */

/** @param {Spaces} spaces */
const placeOf = ({ frame, value }) => [frame.start, frame.end, frame.span.from, frame.span.to, value.start, value.end, value.span.from, value.span.to].join();

/** @param {Project} project @param {string} name @param {Spaces} spaces @param {Drawn} entry */
function lineOf(project, name, { frame, value }, { parts, samples }) {
  const track = shownTrack(project);
  const at = (/** @type {number} */ i) => (Number.isNaN(samples[i]) ? (samples[i] = evaluateChannel(track, name, i / parts)) : samples[i]);
  const first = Math.max(0, Math.floor(frame.span.from) * parts);
  const last = Math.min(samples.length - 1, Math.ceil(frame.span.to) * parts);
  const column = (frame.end - frame.start) / (frame.span.to - frame.span.from) / parts;
  const left = toPixels(frame, 0);
  const line = new Path2D();
  line.moveTo(left + first * column, toPixels(value, at(first)));
  if (column >= 0.75) for (let i = first + 1; i <= last; i++) line.lineTo(left + i * column, toPixels(value, at(i)));
  else alongColumns();
  return line;

  /** More samples than pixels: the least and the greatest of each pixel, so that no peak is lost. */
  function alongColumns() {
    const each = Math.max(1, Math.round(1 / column));
    for (let i = first + 1; i <= last; i += each) {
      let low = Infinity;
      let high = -Infinity;
      for (let k = i; k < i + each && k <= last; k++) {
        const v = at(k);
        if (v < low) low = v;
        if (v > high) high = v;
      }
      const x = left + i * column;
      line.lineTo(x, toPixels(value, high));
      if (high !== low) line.lineTo(x, toPixels(value, low));
    }
  }
}
