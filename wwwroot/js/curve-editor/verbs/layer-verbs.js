// @ts-check
// Layers over the capture, and motions that are dropped in as blocks.

import { setBlock } from "../blocks.js";
import { removeEdits } from "../capture.js";
import { limits } from "../change.js";
import { addLayer, moveLayer, removeLayer, setLayer } from "../layers.js";
import { number } from "./common.js";

/** @typedef {import("../verbs.js").Bench} Bench */

/** @type {readonly import("../verbs.js").Verb[]} */
export const layerVerbs = [
  { id: "add-layer", label: "Add a layer that adds", menu: "Layers", keys: ["Shift+N"], run: (bench) => addOne(bench, "additive") },
  { id: "add-replacing", label: "Add a layer that replaces", menu: "Layers", keys: ["Alt+N"], run: (bench) => addOne(bench, "replace") },
  { id: "next-layer", label: "Next layer", menu: "Layers", keys: ["Shift+PageUp"], run: ({ editor }) => use(editor, 1) },
  { id: "previous-layer", label: "Layer before", menu: "Layers", keys: ["Shift+PageDown"], run: ({ editor }) => use(editor, -1) },
  { id: "mute-layer", label: "Mute the layer", menu: "Layers", keys: ["Alt+M"], run: ({ editor }) => change(editor, "Mute the layer", (layer) => ({ mute: !layer.mute })), isOn: ({ editor }) => layerOf(editor)?.mute ?? false },
  { id: "layer-mode", label: "Layer adds or replaces", menu: "Layers", keys: ["Alt+R"], run: ({ editor }) => change(editor, "Change the layer", (layer) => ({ mode: layer.mode === "additive" ? "replace" : "additive" })) },
  {
    id: "layer-weight", label: "Name and weight of the layer…", menu: "Layers", keys: ["Shift+G"], needs: notCaptured,
    ask: ({ editor }) => [number("percent", "Weight in percent", 100 * (layerOf(editor).weight ?? 1), 0, 100), { name: "name", label: "Name", value: layerOf(editor).name }, ...askRange(layerOf(editor))],
    change: ({ editor }, project, { percent, name, from, to, fadeIn, fadeOut }) => {
      const made = setLayer(project, editor.layer, { weight: Number(percent) / 100, name: String(name) });
      return { project: from === undefined ? made : setBlock(made, editor.layer, { from: Number(from), to: Number(to), fadeIn: Number(fadeIn), fadeOut: Number(fadeOut) }) };
    },
  },
  { id: "layer-up", label: "Layer up", menu: "Layers", keys: ["Alt+PageUp"], needs: notCaptured, run: ({ editor }) => shift(editor, 1) },
  { id: "layer-down", label: "Layer down", menu: "Layers", keys: ["Alt+PageDown"], needs: notCaptured, run: ({ editor }) => shift(editor, -1) },
  { id: "remove-layer", label: "Remove the layer", menu: "Layers", keys: ["Alt+Delete", "Alt+Backspace"], needs: notCaptured, run: ({ editor }) => {
    const { layer } = editor;
    if (editor.apply("Remove the layer", (project) => ({ project: removeLayer(project, layer), selection: [] }))) editor.useLayer(Math.max(0, layer - 1));
  } },
  { id: "remove-edits", label: "Remove all edits", menu: "Layers", keys: ["Ctrl+Shift+Backspace", "Ctrl+Shift+Delete"], run: ({ editor }) => {
    if (editor.apply("Remove all edits", (project) => ({ project: removeEdits(project), selection: [] }))) editor.useLayer(0);
  } },
];

/** @param {import("../editor.js").Editor} editor */
const layerOf = (editor) => editor.project.track.layers[editor.layer];

/** A block's ends may lie outside the motion. @param {import("../track.js").Layer} layer @returns {readonly import("../ask.js").Field[]} */
function askRange({ range }) {
  if (!range) return [];
  return [number("from", "First frame", range.from, -limits.length, limits.length, "any"), number("to", "Last frame", range.to, -limits.length, limits.length, "any"),
    number("fadeIn", "Fade in, frames", range.fadeIn, 0, limits.length, "any"), number("fadeOut", "Fade out, frames", range.fadeOut, 0, limits.length, "any")];
}

/** @param {Bench} bench */
function notCaptured({ editor }) {
  return ["captured", "idle"].includes(layerOf(editor)?.kind ?? "captured") ? "The captured layer stays as it is: choose a layer above it." : "";
}

/** @param {Bench} bench @param {"additive" | "replace"} mode */
function addOne({ editor }, mode) {
  let layer = editor.layer;
  if (editor.apply("Add a layer", (project) => {
    const made = addLayer(project, { mode, ...(mode === "replace" && { name: "Replacing" }) });
    layer = made.layer;
    return { project: made.project, selection: [] };
  })) editor.useLayer(layer);
}

/** @param {import("../editor.js").Editor} editor @param {number} by */
function use(editor, by) {
  const { layers } = editor.project.track;
  editor.useLayer(Math.min(Math.max(editor.layer + by, 0), layers.length - 1));
  editor.say(`Layer ${editor.layer + 1} of ${layers.length}: ${layerOf(editor).name}.`);
}

/** @param {import("../editor.js").Editor} editor @param {string} label @param {(layer: import("../track.js").Layer) => Parameters<typeof setLayer>[2]} wanted */
function change(editor, label, wanted) {
  editor.apply(label, (project) => ({ project: setLayer(project, editor.layer, wanted(project.track.layers[editor.layer])) }));
}

/** @param {import("../editor.js").Editor} editor @param {1 | -1} by */
function shift(editor, by) {
  const layer = layerOf(editor);
  if (editor.apply("Move the layer", (project) => ({ project: moveLayer(project, editor.layer, editor.layer + by) }))) editor.useLayer(editor.project.track.layers.indexOf(layer));
}
