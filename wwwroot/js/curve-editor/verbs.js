// @ts-check
// The one table of what can be done: menus, keyboard and help are made from it.

import { bakeVerbs } from "./verbs/bake-verbs.js";
import { channelVerbs } from "./verbs/channel-verbs.js";
import { fileVerbs } from "./verbs/file-verbs.js";
import { keyVerbs } from "./verbs/key-verbs.js";
import { layerVerbs } from "./verbs/layer-verbs.js";
import { playVerbs } from "./verbs/play-verbs.js";
import { shapeVerbs } from "./verbs/shape-verbs.js";
import { timeVerbs } from "./verbs/time-verbs.js";
import { viewVerbs } from "./verbs/view-verbs.js";
import { applyEdit, inActiveLayer } from "./active-layer.js";
import { ask } from "./ask.js";
import { FINISH } from "./editor.js";

/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./active-layer.js").LayerEdit} LayerEdit */

/**
 * What verbs act on.
 * @typedef {{editor: import("./editor.js").Editor, look: import("./look.js").Look, surface: import("./surface.js").Surface, player: import("./player.js").Player, root: HTMLElement,
 *   settings: import("./index.js").DriverSettings, presets: import("./presets.js").Presets, openHelp: () => void, openMenu: () => void}} Bench
 */

/** @typedef {"Transport" | "Keys" | "Shape" | "Time" | "Channels" | "Layers" | "View" | "Motion"} Menu */

/**
 * `needs` says why not now, or nothing. A verb edits the active layer (`edit`) or the motion (`change`), which is one undo step and shown live while `ask` is answered; or it runs.
 * `keys` are chords such as "Ctrl+Shift+Z": the first is shown.
 * @typedef {{id: string, label: string, menu: Menu, keys?: readonly string[], repeats?: boolean, needs?: (bench: Bench) => string, ask?: (bench: Bench) => readonly import("./ask.js").Field[],
 *   edit?: (bench: Bench, project: Project, layer: number, answers: import("./ask.js").Answers) => LayerEdit,
 *   change?: (bench: Bench, project: Project, answers: import("./ask.js").Answers) => LayerEdit, run?: (bench: Bench, answers: import("./ask.js").Answers) => void,
 *   isOn?: (bench: Bench) => boolean}} Verb
 */

/** @type {readonly Menu[]} */
export const menus = ["Transport", "Keys", "Shape", "Time", "Channels", "Layers", "View", "Motion"];

/** @type {readonly Verb[]} */
export const verbs = [...playVerbs, ...keyVerbs, ...shapeVerbs, ...timeVerbs, ...channelVerbs, ...layerVerbs, ...bakeVerbs, ...viewVerbs, ...fileVerbs];

/** @type {ReadonlyMap<string, Verb>} */
export const verbById = new Map(verbs.map((verb) => [verb.id, verb]));

/** Does it, or says why it cannot be done now. @param {Bench} bench @param {Verb} verb */
export function perform(bench, verb) {
  const { editor, root } = bench;
  if (editor.inGesture) return editor.say(FINISH);
  if (editor.inPreview) return editor.say("Stop the preview first.");
  const refusal = verb.needs?.(bench);
  if (refusal) return editor.say(refusal);
  const { edit, change, run } = verb;
  /** @type {((project: Project, answers: import("./ask.js").Answers) => LayerEdit) | undefined} */
  const make = edit ? (project, answers) => inActiveLayer(editor, (start, layer) => edit(bench, start, layer, answers))(project) : change && ((project, answers) => change(bench, project, answers));
  const fields = verb.ask?.(bench);
  if (fields) return ask(editor, root, { label: verb.label, fields, edit: make, run: run && ((answers) => run(bench, answers)) });
  if (make) applyEdit(editor, verb.label, (project) => make(project, {}));
  run?.(bench, {});
}
