// @ts-check
// Layers, the topmost first: which takes edits, which are heard, what they weigh.

import { el, iconButton, replaceRows } from "./dom.js";
import { setLayer } from "./layers.js";
import { clock } from "./spaces.js";
import { perform, verbById } from "./verbs.js";

/** @typedef {import("./verbs.js").Bench} Bench */

/** @param {Bench} bench @param {AbortSignal} signal */
export function makeLayerList(bench, signal) {
  const { editor } = bench;
  const list = el("ul", { class: "ce-layers" });
  const root = el("section", { class: "ce-layer-panel", "aria-label": "Layers" }, list,
    el("div", { class: "ce-row ce-wrap" }, ...["add-layer", "add-replacing", "drop-preset", "to-keys", "re-bake", "remove-edits"].map((id) => verbButton(id))));
  /** @type {{layers: unknown, layer: number} | null} */ let shown = null;
  editor.on("change", show, signal);
  show();
  return root;

  function show() {
    const { layers } = editor.project.track;
    if (editor.inGesture || editor.inPreview || (shown?.layers === layers && shown.layer === editor.layer)) return;
    shown = { layers, layer: editor.layer };
    replaceRows(list, layers.map(rowOf).reverse());
  }

  /** @param {import("./track.js").Layer} layer @param {number} index */
  function rowOf(layer, index) {
    const active = index === editor.layer;
    const fixed = layer.kind === "captured" || layer.kind === "idle";
    const { rate } = editor.project.track;
    const mute = iconButton("eye", `Mute ${layer.name}`, () => editor.apply("Mute the layer", (project) => ({ project: setLayer(project, index, { mute: !layer.mute }) })), { "aria-pressed": String(layer.mute ?? false), class: "ce-icon ce-layer-eye" });
    const name = el("button", { type: "button", class: "ce-layer-name", "aria-current": String(active), onclick: () => editor.useLayer(index) },
      el("strong", {}, layer.name), el("small", {}, fixed ? (editor.project.capture ? "changed as a whole since its capture" : "as it was captured") : `${layer.mode === "additive" ? "adds" : "replaces"}${layer.range ? `, ${clock(layer.range.from, rate)}–${clock(layer.range.to, rate)}` : ""}`));
    const weight = fixed ? null : el("input", { type: "number", min: 0, max: 100, step: 5, value: Math.round(100 * (layer.weight ?? 1)), "aria-label": `Weight of ${layer.name} in percent`, title: "Weight in percent", class: "ce-layer-weight", onchange: (/** @type {Event} */ e) => {
      const wanted = /** @type {HTMLInputElement} */ (e.target).valueAsNumber;
      if (Number.isFinite(wanted)) editor.apply("Weigh the layer", (project) => ({ project: setLayer(project, index, { weight: wanted / 100 }) }));
    } });
    const tools = active && !fixed ? el("div", { class: "ce-row ce-wrap ce-layer-tools" }, ...["layer-mode", "layer-weight", "layer-up", "layer-down", "remove-layer"].map((id) => verbButton(id))) : null;
    return el("li", { class: active ? "ce-layer ce-active" : "ce-layer" }, el("div", { class: "ce-row" }, mute, name, weight), tools);
  }

  /** @param {string} id */
  function verbButton(id) {
    const verb = /** @type {import("./verbs.js").Verb} */ (verbById.get(id));
    return el("button", { type: "button", class: "ce-button ce-small", title: verb.label, onclick: () => perform(bench, verb) }, short[id] ?? verb.label);
  }
}

/** @type {Readonly<Record<string, string>>} */
const short = {
  "add-layer": "+ Adding", "add-replacing": "+ Replacing", "drop-preset": "+ Motion…", "to-keys": "Make keys…", "re-bake": "Capture again", "remove-edits": "Remove all edits",
  "layer-mode": "Adds / replaces", "layer-weight": "Name…", "layer-up": "Up", "layer-down": "Down", "remove-layer": "Remove",
};
