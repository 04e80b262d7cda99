// @ts-check
// The layers above the captured motion: made, set, moved and taken away.

import { clamp, editableLayer, limits, withLayer, withLayers } from "./change.js";

/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./track.js").Layer} Layer */

/** The name of the layer in which closing a loop bends the end to the start. */
export const SEAM = "Loop seam";

/** @typedef {{project: Project, layer: number}} LayerEdit the layer is the one to be active */

/**
 * The additive layer that edits of these channels (all, where none are given) go to: the topmost one that nothing above hides, or a new one on top.
 * @param {Project} project
 * @param {readonly string[]} [names]
 * @returns {LayerEdit}
 */
export function ensureEdits(project, names) {
  const { layers } = project.track;
  const layer = layers.findLastIndex((l) => l.kind === "edits" && l.mode === "additive" && !isSeam(l) && !l.range && !l.mute && (l.weight ?? 1) > 0);
  return layer >= 0 && !layers.some((l, i) => i > layer && hides(l, names)) ? { project, layer } : addLayer(project);
}

/** @param {Layer} layer @param {readonly string[]} names */
const hides = (layer, names = Object.keys(layer.curves)) => layer.mode === "replace" && names.some((name) => layer.curves[name]);

/** A layer on top. @param {Project} project @param {Partial<Layer>} [made] @returns {LayerEdit} */
export function addLayer(project, made = {}) {
  const { layers } = project.track;
  /** @type {Layer} */ const layer = { kind: "edits", mode: "additive", curves: {}, ...made, name: freeName(layers, made.name ?? "Edits") };
  return { project: withLayers(project, [...layers, layer]), layer: layers.length };
}

/** @param {readonly Layer[]} layers @param {string} wanted */
function freeName(layers, wanted) {
  const taken = new Set(layers.map(({ name }) => name));
  const base = wanted.trim().slice(0, limits.name - 5) || "Layer";
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base} ${number}`;
    if (!taken.has(name)) return name;
  }
}

/** @param {Project} project @param {number} index @returns {Project} */
export function removeLayer(project, index) {
  editableLayer(project, index);
  return withLayers(project, project.track.layers.filter((_, i) => i !== index));
}

/**
 * Name, mode, weight (0 to 1) or mute of a layer; captured ones can only be muted.
 * @param {Project} project
 * @param {number} index
 * @param {{name?: string, mode?: "additive" | "replace", weight?: number, mute?: boolean}} wanted
 * @returns {Project}
 */
export function setLayer(project, index, wanted) {
  const layer = project.track.layers[index];
  if (Object.keys(wanted).some((key) => key !== "mute")) editableLayer(project, index);
  const name = wanted.name?.trim().slice(0, limits.name) ?? layer.name;
  if (!name) throw new Error("A layer needs a name; type one.");
  const weight = clamp(wanted.weight ?? layer.weight ?? 1, 0, 1);
  if (Number.isNaN(weight)) throw new Error("A layer's weight must be a number from 0 to 1.");
  const mute = wanted.mute ?? layer.mute ?? false;
  const mode = wanted.mode ?? layer.mode;
  if (name === layer.name && mode === layer.mode && weight === (layer.weight ?? 1) && mute === (layer.mute ?? false)) return project;
  return withLayer(project, index, { name, mode, weight: weight === 1 ? undefined : weight, mute: mute || undefined });
}

/** Moves a layer to another place; what was captured stays below. @param {Project} project @param {number} from @param {number} to @returns {Project} */
export function moveLayer(project, from, to) {
  const layer = editableLayer(project, from);
  const others = project.track.layers.filter((_, i) => i !== from);
  const place = clamp(to, others.findLastIndex(isSource) + 1, others.length);
  return place === from ? project : withLayers(project, others.toSpliced(place, 0, layer));
}

/** The layer in which closing a loop bends the end to the start: it is made anew each time, so that nothing else may be put into it. @param {Layer} layer */
export const isSeam = ({ kind, name }) => kind === "edits" && name === SEAM;

/** Whether a layer came with the motion and is not edited. @param {Layer} layer */
export const isSource = ({ kind }) => kind === "captured" || kind === "idle";
