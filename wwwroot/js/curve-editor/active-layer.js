// @ts-check
// Edits go to the active layer; where that is the capture, to a layer "Edits" above it that is made for them.

import { evaluateChannel, shownTrack } from "./composite.js";
import { ensureEdits } from "./layers.js";
import { groupOf, weightAt } from "./track.js";

/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./editor.js").Edit} Edit */
/** @typedef {import("./project.js").Project} Project */

/** A whole transaction in the layer that takes edits. @param {Editor} editor @param {string} label @param {(project: Project, layer: number) => Edit} edit @returns {boolean} */
export function editLayer(editor, label, edit) {
  let target = editor.layer;
  /** @type {readonly import("./editor.js").KeyRef[] | undefined} */ let selection;
  const done = editor.apply(label, (start) => {
    const { project, layer } = editableOf(start, editor.layer);
    const made = edit(project, layer);
    target = layer;
    selection = made.selection;
    return made;
  });
  if (done && target !== editor.layer) {
    editor.useLayer(target);
    if (selection) editor.select(selection);
  }
  return done;
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
