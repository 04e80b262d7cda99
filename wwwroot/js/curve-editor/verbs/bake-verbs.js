// @ts-check
// Motion that becomes keys, and keys that become fewer: presets, what is played, the capture.

import { applyEdit } from "../active-layer.js";
import { ask } from "../ask.js";
import { replaceCapture, toKeys } from "../bake.js";
import { dropPreset } from "../preset.js";
import { simplify } from "../simplify.js";
import { answerOf } from "../studio.js";
import { channelsOf, number, rangeOrAll, which } from "./common.js";

/** @typedef {import("../verbs.js").Bench} Bench */

/** @type {readonly import("../verbs.js").Verb[]} */
export const bakeVerbs = [
  { id: "drop-preset", label: "Drop a motion in at the playhead…", menu: "Layers", keys: ["P"], run: drop },
  {
    id: "simplify", label: "Simplify to fewer keys…", menu: "Shape", keys: ["S"], ask: () => [number("tolerance", "Greatest error", 0.02, 0.0001, 1, "any"), which],
    edit: (bench, project, layer, { tolerance, which: answer }) => {
      const { curves } = project.track.layers[layer];
      const names = channelsOf(bench, answer).filter((name) => curves[name]);
      if (names.length === 0) throw new Error("These channels have no keys in the active layer: choose others, or make keys of the capture first.");
      const { project: made, before, after, error } = simplify(project, layer, names, Number(tolerance));
      return { project: made, selection: [], note: `${before} keys become ${after}; the greatest error is ${error.toPrecision(2)}.` };
    },
  },
  {
    id: "to-keys", label: "Make keys of what is played…", menu: "Layers", keys: ["U"], ask: () => [number("tolerance", "Greatest error", 0.02, 0.0001, 1, "any"), which],
    change: (bench, project, { tolerance, which: answer }) => ({ ...toKeys(project, channelsOf(bench, answer), rangeOrAll(bench), Number(tolerance)), selection: [] }),
  },
  { id: "re-bake", label: "Capture again from the clip", menu: "Layers", keys: ["Ctrl+Shift+B"], needs: ({ editor }) => (editor.project.source ? "" : "This motion was not captured from a clip."), run: bake },
];

/** @param {Bench} bench */
async function drop({ editor, root, presets }) {
  try {
    const list = await presets.load();
    ask(editor, root, {
      label: "Drop a motion in",
      fields: [{ name: "preset", label: "Motion", value: list[0].name, options: list.map(({ name, label }) => /** @type {const} */ ([name, label])) }, number("percent", "Weight in percent", 100, 0, 100), number("fade", "Fades, frames", 5, 0, 1000)],
      run: async ({ preset, percent, fade }) => {
        try {
          const track = await presets.track(String(preset));
          const frame = editor.playhead;
          await editor.whenFree();
          const name = list.find((p) => p.name === preset)?.label ?? String(preset);
          applyEdit(editor, `Drop in ${name}`, (project) => ({ ...dropPreset(project, track, name, frame, { weight: Number(percent) / 100, fade: Number(fade) }), selection: [] }));
        } catch (fault) {
          editor.say(fault instanceof Error ? fault.message : String(fault));
        }
      },
    });
  } catch (fault) {
    editor.say(fault instanceof Error ? fault.message : String(fault));
  }
}

/** @param {Bench} bench */
async function bake({ editor, settings }) {
  editor.say("The studio reads the clip again…");
  try {
    const track = await (await answerOf(`/api/motions/${settings.motion}/capture`, { method: "POST" })).json();
    await editor.whenFree();
    if (editor.apply("Capture again", (project) => ({ project: replaceCapture(project, track) }))) editor.say("Captured again; the edits stay on top.");
  } catch (fault) {
    editor.say(fault instanceof Error ? fault.message : String(fault));
  }
}
