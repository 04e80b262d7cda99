// @ts-check
// The simple view: a few sliders for what a face does, and where they act.

import { el, write } from "./dom.js";
import { macros, macroValue, setMacro, strengthOf } from "./macros.js";
import { isWithin, makeSlider, reachOf, spanText } from "./sliders.js";
import { clock } from "./spaces.js";
import { tipOf } from "./tips.js";
import { perform, verbById } from "./verbs.js";

/** @typedef {import("./verbs.js").Bench} Bench */

/** @param {Bench} bench @param {AbortSignal} signal */
export function makeSimple(bench, signal) {
  const { editor } = bench;
  const rows = macros.map((macro) => {
    const isStrength = macro.name === "strength";
    const slider = makeSlider(editor, { label: macro.label, minimum: macro.minimum, maximum: macro.maximum, rest: isStrength ? 1 : 0, step: (macro.maximum - macro.minimum) / 200, edit: (project, value) => setMacro(project, macro, value, reachOf(editor)), always: isStrength });
    const value = el("span", { class: "ce-value", "aria-hidden": "true" });
    return { macro, slider, value, root: el("label", { class: "ce-macro", "data-macro": macro.name }, el("span", {}, macro.label), slider.input, value) };
  });
  const reaches = /** @type {const} */ ([["here", "Around here"], ["range", "Marked range"], ["all", "Whole motion"]]).map(([reach, label]) => el("button", {
    type: "button", class: "ce-segment", "data-reach": reach, onclick: () => {
      if (reach === "range" && !editor.range && editor.project.track.length > 1) markAround();
      editor.set({ reach });
    },
  }, label));
  const where = el("p", { class: "ce-note" });
  const removeBlink = /** @type {import("./verbs.js").Verb} */ (verbById.get("remove-blink"));
  const root = el("section", { class: "ce-simple", "aria-label": "Simple" },
    el("div", { class: "ce-segments", role: "group", "aria-label": "Where sliders act" }, ...reaches), where,
    el("div", { class: "ce-macros" }, ...rows.map((row) => row.root)),
    el("button", { type: "button", class: "ce-button ce-small", title: tipOf(removeBlink), onclick: () => perform(bench, removeBlink) }, removeBlink.label));

  for (const event of /** @type {const} */ (["change", "playhead", "options"])) editor.on(event, show, signal);
  let waiting = false;
  show();
  return root;

  function show() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      for (const { macro, slider, value } of rows) {
        const shown = macro.name === "strength" ? strengthOf(editor.project) : macroValue(editor.track, macro, editor.playhead);
        slider.show(shown);
        write(value, textOf(macro, slider.isMoving ? slider.input.valueAsNumber : shown));
      }
      for (const button of reaches) button.setAttribute("aria-pressed", String(button.dataset.reach === effective()));
      write(where, sentence());
    });
  }

  /** A range is only there when one is marked. */
  function effective() {
    return editor.options.reach === "range" && !editor.range ? "here" : editor.options.reach;
  }

  function sentence() {
    const { rate } = editor.project.track;
    if (effective() === "all") return "Sliders change the whole motion.";
    if (effective() === "range" && editor.range) return `Sliders change the motion ${spanText(editor, editor.range)}, blended in and out${isWithin(editor.range, editor.playhead) ? "" : "; the playhead is outside"}.`;
    return `Sliders write keys at ${clock(editor.playhead, rate)} that come and go softly.`;
  }

  /** A second around the playhead. */
  function markAround() {
    const { rate, length } = editor.project.track;
    const from = Math.max(0, Math.min(Math.round(editor.playhead - rate / 2), length - 1 - Math.round(rate)));
    editor.mark({ from, to: Math.min(length - 1, from + Math.round(rate)) });
  }
}

/** @param {import("./macros.js").Macro} macro @param {number} value */
function textOf({ unit }, value) {
  if (unit === "×") return `${Math.round(value * 100)} %`;
  return unit === "°" ? `${Math.round(value)}°` : value.toFixed(2);
}
