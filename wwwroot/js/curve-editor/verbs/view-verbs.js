// @ts-check
// What is seen, and what the pointer does.

import { moved, spanAround } from "../spaces.js";
import { wholeTrack, zoomFrames, zoomValues } from "../zoom.js";
import { anySelected, framesOf } from "./common.js";

/** @typedef {import("../verbs.js").Bench} Bench */

/** @type {readonly import("../verbs.js").Verb[]} */
export const viewVerbs = [
  { id: "mode", label: "Edit curves, or only sliders", menu: "View", keys: ["E"], run: ({ look }) => look.set({ mode: look.state.mode === "simple" ? "curves" : "simple" }), isOn: ({ look }) => look.state.mode === "curves" },
  { id: "tool-select", label: "Select and move (tool)", menu: "View", keys: ["V"], run: ({ look }) => look.set({ tool: "select" }), isOn: ({ look }) => look.state.tool === "select" },
  { id: "tool-box", label: "Select with a box (tool)", menu: "View", keys: ["B"], run: ({ look }) => look.set({ tool: "box" }), isOn: ({ look }) => look.state.tool === "box" },
  { id: "tool-add", label: "Add keys (tool)", menu: "View", keys: ["Shift+K"], run: ({ look }) => look.set({ tool: "add" }), isOn: ({ look }) => look.state.tool === "add" },
  { id: "tool-pan", label: "Move the view (tool)", menu: "View", keys: ["Shift+V"], run: ({ look }) => look.set({ tool: "pan" }), isOn: ({ look }) => look.state.tool === "pan" },
  { id: "snap", label: "Snap to whole frames, keys and limits", menu: "View", keys: ["Shift+S"], run: ({ editor }) => editor.set({ snap: !editor.options.snap }), isOn: ({ editor }) => editor.options.snap },
  { id: "auto-key", label: "Sliders and grabs write keys (auto-key)", menu: "View", keys: ["Shift+C"], run: ({ editor }) => editor.set({ autoKey: !editor.options.autoKey }), isOn: ({ editor }) => editor.options.autoKey },
  { id: "fit", label: "See everything", menu: "View", keys: ["F"], run: fitAll },
  { id: "fit-selection", label: "See the selection", menu: "View", keys: ["Shift+F"], needs: anySelected, run: fitSelection },
  { id: "zoom-in", label: "Nearer in time", menu: "View", keys: ["=", "+"], repeats: true, run: ({ editor, look }) => zoomFrames(editor, look, 0.7, editor.playhead) },
  { id: "zoom-out", label: "Farther in time", menu: "View", keys: ["-"], repeats: true, run: ({ editor, look }) => zoomFrames(editor, look, 1 / 0.7, editor.playhead) },
  { id: "scroll-left", label: "Earlier", menu: "View", keys: ["Ctrl+ArrowLeft"], repeats: true, run: (bench) => scroll(bench, -0.2) },
  { id: "scroll-right", label: "Later", menu: "View", keys: ["Ctrl+ArrowRight"], repeats: true, run: (bench) => scroll(bench, 0.2) },
  { id: "taller", label: "Nearer in value", menu: "View", keys: ["Ctrl+ArrowUp"], repeats: true, run: ({ look, surface }) => zoomValues(look, surface, 0.7, middle(surface.spaces.value.span)) },
  { id: "flatter", label: "Farther in value", menu: "View", keys: ["Ctrl+ArrowDown"], repeats: true, run: ({ look, surface }) => zoomValues(look, surface, 1 / 0.7, middle(surface.spaces.value.span)) },
  { id: "help", label: "Help", menu: "View", keys: ["?", "F1"], run: ({ openHelp }) => openHelp() },
  { id: "menu", label: "All commands", menu: "View", keys: ["Ctrl+K", "ContextMenu", "Shift+F10"], run: ({ openMenu }) => openMenu() },
];

/** @param {import("../spaces.js").Span} span */
const middle = ({ from, to }) => (from + to) / 2;

/** @param {Bench} bench */
function fitAll({ editor, look, surface }) {
  look.set({ frames: wholeTrack(editor) });
  surface.fitValues();
}

/** @param {Bench} bench */
function fitSelection(bench) {
  const { editor, look, surface } = bench;
  const points = editor.selection.flatMap((ref) => surface.pointOf(ref) ?? []);
  const whole = wholeTrack(editor);
  look.set({ frames: moved(spanAround(framesOf(bench), Math.min(10, whole.to), 0.15), 0, whole), values: spanAround(points.map(({ value }) => value), 0.1, 0.25) });
}

/** @param {Bench} bench @param {number} share of what is seen */
function scroll({ editor, look }, share) {
  const { frames } = look.state;
  look.set({ frames: moved(frames, share * (frames.to - frames.from), wholeTrack(editor)) });
}
