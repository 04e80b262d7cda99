// @ts-check
// How the curve runs through keys.

import { easeKeys, flattenKeys, setHandles, setKind } from "../keys.js";
import { withTwins } from "../linked.js";
import { anySelected } from "./common.js";

/** @typedef {import("../verbs.js").Bench} Bench */
/** @typedef {import("../verbs.js").Verb} Verb */

/** @type {readonly Verb[]} */
export const shapeVerbs = [
  kind("bezier", "Smooth curve after keys", "1"),
  kind("linear", "Straight line after keys", "2"),
  kind("hold", "Hold the value after keys", "3"),
  handles("auto", "Handles by themselves (auto)", "4"),
  handles("vector", "Handles towards neighbours (vector)", "5"),
  handles("aligned", "Handles in one line (aligned)", "6"),
  handles("free", "Handles on their own (free)", "7"),
  easing("ease", "Ease", "F9"),
  easing("ease-in", "Ease in", "Shift+F9"),
  easing("ease-out", "Ease out", "Ctrl+Shift+F9"),
  easing("overshoot", "Overshoot", "Alt+F9"),
  easing("linear", "No easing", "Ctrl+F9"),
  { id: "flatten", label: "Flatten handles", menu: "Shape", keys: ["Y"], needs: anySelected, edit: (bench, project, layer) => flattenKeys(project, layer, selected(bench)) },
];

/** @param {NonNullable<import("../curve.js").Keyframe["kind"]>} wanted @param {string} label @param {string} chord @returns {Verb} */
function kind(wanted, label, chord) {
  return { id: `kind-${wanted}`, label, menu: "Shape", keys: [chord], needs: anySelected, edit: (bench, project, layer) => setKind(project, layer, selected(bench), wanted) };
}

/** @param {NonNullable<import("../curve.js").Keyframe["handles"]>} wanted @param {string} label @param {string} chord @returns {Verb} */
function handles(wanted, label, chord) {
  return { id: `handles-${wanted}`, label, menu: "Shape", keys: [chord], needs: anySelected, edit: (bench, project, layer) => setHandles(project, layer, selected(bench), wanted) };
}

/** @param {import("../handles.js").Easing} wanted @param {string} label @param {string} chord @returns {Verb} */
function easing(wanted, label, chord) {
  return { id: `ease-${wanted}`, label, menu: "Shape", keys: [chord], needs: anySelected, edit: (bench, project, layer) => easeKeys(project, layer, selected(bench), wanted) };
}

/** @param {Bench} bench */
const selected = ({ editor }) => (editor.options.linked ? withTwins(editor.project, editor.layer, editor.selection) : editor.selection);
