// @ts-check
// Edits go to the active layer; where that is the capture, to a layer "Edits" above it that is made for them.

import { evaluateChannel, shownTrack } from "./composite.js";
import { ensureEdits } from "./layers.js";
import { groupOf, weightAt } from "./track.js";

/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./editor.js").Edit} Edit */
/** @typedef {import("./project.js").Project} Project */

/** An edit, and the layer to be active after it. @typedef {Edit & {layer?: number, note?: string}} LayerEdit */

/** A whole transaction in the layer that takes edits. @param {Editor} editor @param {string} label @param {(project: Project, layer: number) => LayerEdit} edit @returns {boolean} */
export const editLayer = (editor, label, edit) => applyEdit(editor, label, inActiveLayer(editor, edit));

/** @param {Editor} editor @param {(project: Project, layer: number) => LayerEdit} edit @returns {(project: Project) => LayerEdit} */
export function inActiveLayer(editor, edit) {
  return (start) => {
    const { project, layer } = editableOf(start, editor.layer);
    return { layer, ...edit(project, layer) };
  };
}

/** A whole transaction, after which its layer is active. @param {Editor} editor @param {string} label @param {(project: Project) => LayerEdit} edit @returns {boolean} */
export function applyEdit(editor, label, edit) {
  /** @type {number | undefined} */ let layer;
  const done = editor.apply(label, (project) => {
    const made = edit(project);
    ({ layer } = made);
    return made;
  });
  if (done) useLayerOf(editor, layer);
  return done;
}

/** @param {Editor} editor @param {number | undefined} layer */
export function useLayerOf(editor, layer) {
  if (layer === undefined || layer === editor.layer || layer >= editor.project.track.layers.length) return;
  const { selection } = editor;
  editor.useLayer(layer);
  editor.select(selection);
}

/** @param {Project} project @param {number} layer @returns {{project: Project, layer: number}} */
export function editableOf(project, layer) {
  const kind = project.track.layers[layer]?.kind;
  return kind === undefined || kind === "captured" || kind === "idle" ? ensureEdits(project) : { project, layer };
}

/** How far the shown line moves when a key moves by one. @param {Project} project @param {number} layer @param {string} channel @param {number} frame */
export function gainOf(project, layer, channel, frame) {
  const gain = weightAt(project.track.layers[layer], frame) * (project.strength?.[groupOf(channel)] ?? 1);
  return gain > 0.01 ? gain : 1;
}

/** What is seen of a channel at the playhead. @param {Editor} editor @param {string} channel */
export const seenAt = (editor, channel, frame = editor.playhead) => evaluateChannel(shownTrack(editor.project), channel, frame);
