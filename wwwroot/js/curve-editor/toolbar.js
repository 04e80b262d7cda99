// @ts-check
// Tools, switches and menus over the curves.

import { el, iconButton } from "./dom.js";
import { menuButton } from "./menu.js";
import { tipOf } from "./tips.js";
import { menus, perform, verbById } from "./verbs.js";

/** @type {readonly (readonly (readonly [verb: string, icon: Parameters<typeof iconButton>[0]])[])[]} */
const sets = [
  [["tool-select", "select"], ["tool-box", "box"], ["tool-add", "add"], ["tool-pan", "pan"]],
  [["auto-key", "record"], ["snap", "magnet"], ["link", "link"]],
  [["fit", "fit"], ["zoom-out", "zoomOut"], ["zoom-in", "zoomIn"]],
];

/** @param {import("./verbs.js").Bench} bench @param {AbortSignal} signal */
export function makeToolbar(bench, signal) {
  const buttons = sets.map((set) => set.map(([id, name]) => {
    const verb = /** @type {import("./verbs.js").Verb} */ (verbById.get(id));
    return { verb, button: iconButton(name, verb.label, () => perform(bench, verb), { title: tipOf(verb), "data-verb": id }) };
  }));
  const root = el("div", { class: "ce-toolbar", role: "group", "aria-label": "Tools" },
    ...buttons.map((set) => el("div", { class: "ce-set" }, ...set.map(({ button }) => button))),
    el("div", { class: "ce-set" }, ...menus.filter((menu) => menu !== "Motion").map((menu) => menuButton(bench, menu, (verb) => verb.menu === menu))));
  bench.look.on(show, signal);
  bench.editor.on("options", show, signal);
  show();
  return root;

  function show() {
    for (const { verb, button } of buttons.flat()) if (verb.isOn) button.setAttribute("aria-pressed", String(verb.isOn(bench)));
  }
}
