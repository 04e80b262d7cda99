// @ts-check
// Name, undo, whether it is saved, and the way back.

import { el, iconButton, write } from "./dom.js";
import { menuButton } from "./menu.js";
import { tipOf } from "./tips.js";
import { perform, verbById } from "./verbs.js";

/** @param {import("./verbs.js").Bench} bench @param {{settled: Promise<void>, state: import("./saving.js").SavingState}} saving @param {AbortSignal} signal */
export function makeTopBar(bench, saving, signal) {
  const { editor, look, settings } = bench;
  const name = el("button", { type: "button", class: "ce-title", title: "Name the motion (F2)", onclick: () => run("rename") });
  const undo = iconButton("undo", "Undo", () => run("undo"));
  const redo = iconButton("redo", "Redo", () => run("redo"));
  const saved = el("span", { class: "ce-saved", role: "status" });
  const mode = el("button", { type: "button", class: "ce-button ce-mode", onclick: () => run("mode") });
  const use = el("a", { class: "ce-button ce-main", href: settings.back, onclick: async (/** @type {Event} */ e) => {
    e.preventDefault();
    if (["saved", "saving"].includes(saving.state.kind)) await saving.settled;
    if (saving.state.kind !== "saved") return editor.say("The studio does not have this motion as it is here, so it was not used: see above why it is not saved.");
    const { Blazor } = /** @type {{Blazor?: {navigateTo(address: string): void}}} */ (/** @type {unknown} */ (window));
    if (Blazor) Blazor.navigateTo(settings.back);
    else location.href = settings.back;
  } }, "Use this motion");
  const root = el("header", { class: "ce-top" }, el("h1", { class: "ce-heading" }, name), undo, redo, menuButton(bench, "Motion", (verb) => verb.menu === "Motion"), saved, el("span", { class: "ce-space" }),
    mode, iconButton("help", "Help", () => run("help"), { title: "Keys and gestures (?)" }), use);
  editor.on("change", show, signal);
  look.on(show, signal);
  show();
  return {
    root,
    /** @param {string} text @param {boolean} isTrouble */
    showSaving(text, isTrouble) {
      write(saved, text);
      saved.classList.toggle("ce-fault", isTrouble);
    },
  };

  function show() {
    write(name, editor.project.name);
    for (const [button, id, label] of /** @type {const} */ ([[undo, "undo", editor.undoLabel], [redo, "redo", editor.redoLabel]])) {
      button.disabled = !label;
      button.title = label ? `${tipOf(/** @type {import("./verbs.js").Verb} */ (verbById.get(id)))}: ${label}` : "";
    }
    const isSimple = look.state.mode === "simple";
    write(mode, isSimple ? "Edit curves" : "Simple");
    mode.setAttribute("aria-expanded", String(!isSimple));
  }

  /** @param {string} id */
  function run(id) {
    perform(bench, /** @type {import("./verbs.js").Verb} */ (verbById.get(id)));
  }
}
