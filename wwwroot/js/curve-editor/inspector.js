// @ts-check
// The selected keys in numbers: frame, value, kind and handles.

import { handlesOf } from "./curve.js";
import { el, write } from "./dom.js";
import { easeKeys, flattenKeys, moveHandle, setHandles, setKeys, setKind } from "./keys.js";
import { withTwins } from "./linked.js";
import { wordsOf } from "./look.js";
import { clock } from "./spaces.js";
import { perform, verbById } from "./verbs.js";
import { selectedKeys } from "./verbs/common.js";

/** @typedef {import("./verbs.js").Bench} Bench */

/** @param {Bench} bench @param {AbortSignal} signal */
export function makeInspector(bench, signal) {
  const { editor, look } = bench;
  const title = el("p", { class: "ce-inspector-title" });
  const frame = number("Frame", "any", (value) => apply("Enter a frame", (project, layer, refs) => setKeys(project, layer, refs, { frame: value })));
  const value = number("Value", "any", (entered) => apply("Enter a value", (project, layer, refs) => setKeys(project, layer, refs, { value: entered })));
  const kind = choice("Line after it", [["bezier", "Smooth"], ["linear", "Straight"], ["hold", "Hold"]], (wanted) => apply("Change the line", (project, layer, refs) => setKind(project, layer, refs, /** @type {"hold"} */ (wanted))));
  const handles = choice("Handles", [["auto", "Auto"], ["vector", "Vector"], ["aligned", "Aligned"], ["free", "Free"]], (wanted) => apply("Change handles", (project, layer, refs) => setHandles(project, layer, refs, /** @type {"auto"} */ (wanted))));
  const tips = /** @type {const} */ (["in", "out"]).map((side) => ({ side, frames: handleNumber(side, 0), value: handleNumber(side, 1) }));
  const easing = choice("Ease", [["", "Choose…"], ["ease", "Ease"], ["ease-in", "Ease in"], ["ease-out", "Ease out"], ["overshoot", "Overshoot"], ["linear", "None"]], (wanted) => {
    if (wanted) apply("Ease", (project, layer, refs) => easeKeys(project, layer, refs, /** @type {import("./handles.js").Easing} */ (wanted)));
    easing.input.value = "";
  });
  const handleRows = el("div", { class: "ce-fields" }, ...tips.flatMap((tip) => [tip.frames.root, tip.value.root]));
  const fields = el("div", {}, el("div", { class: "ce-fields" }, frame.root, value.root, kind.root, handles.root), handleRows,
    el("div", { class: "ce-fields" }, easing.root),
    el("div", { class: "ce-row ce-wrap" },
      el("button", { type: "button", class: "ce-button", onclick: () => apply("Flatten handles", (project, layer, refs) => flattenKeys(project, layer, refs)) }, "Flatten"),
      ...["mirror-keys", "reverse-keys", "duplicate-keys", "delete-keys"].map(verbButton)));
  const none = el("p", { class: "ce-note" });
  const root = el("section", { class: "ce-inspector", "aria-label": "Selected keys" }, title, none, fields);
  editor.on("change", show, signal);
  look.on(show, signal);
  show();
  return root;

  function show() {
    const chosen = selectedKeys(bench);
    fields.hidden = chosen.length === 0;
    none.hidden = chosen.length > 0;
    write(none, `K adds a key to ${wordsOf(look.state.current)} at the playhead; a double click on a curve adds one there.`);
    if (chosen.length === 0) return write(title, "No key selected");
    const { ref, key } = chosen[0];
    const one = chosen.length === 1;
    write(title, one ? `${wordsOf(ref.channel)}, ${clock(key.frame, editor.project.track.rate)}` : `${chosen.length} keys`);
    frame.show(Math.min(...chosen.map((c) => c.key.frame)), one ? "" : "Frame of the first");
    value.show(chosen.every((c) => c.key.value === key.value) ? key.value : null);
    kind.show(same(chosen.map((c) => c.key.kind ?? "bezier")));
    handles.show(same(chosen.map((c) => c.key.handles ?? "auto")));
    handleRows.hidden = !one;
    if (!one) return;
    const at = handlesOf(editor.project.track.layers[editor.layer].curves[ref.channel].keys ?? [], ref.index);
    for (const tip of tips) {
      tip.frames.show(at[tip.side][0]);
      tip.value.show(at[tip.side][1]);
    }
  }

  /** @param {string} label @param {(project: import("./project.js").Project, layer: number, refs: readonly import("./editor.js").KeyRef[]) => import("./editor.js").Edit} edit */
  function apply(label, edit) {
    const refs = editor.options.linked ? withTwins(editor.project, editor.layer, editor.selection) : editor.selection;
    editor.apply(label, (project) => edit(project, editor.layer, refs));
  }

  /** @param {"in" | "out"} side @param {0 | 1} part */
  function handleNumber(side, part) {
    const label = `${side === "in" ? "Handle in" : "Handle out"}, ${part === 0 ? "frames" : "value"}`;
    return number(label, "any", (entered) => apply("Move a handle", (project, layer, refs) => {
      let made = project;
      for (const ref of refs) {
        const now = [...handlesOf(made.track.layers[layer].curves[ref.channel].keys ?? [], ref.index)[side]];
        now[part] = entered;
        made = moveHandle(made, layer, ref, side, [now[0], now[1]]).project;
      }
      return { project: made };
    }));
  }

  /** @param {string} id */
  function verbButton(id) {
    const verb = /** @type {import("./verbs.js").Verb} */ (verbById.get(id));
    return el("button", { type: "button", class: "ce-button", onclick: () => perform(bench, verb) }, verb.label.split(" ")[0]);
  }
}

/** @param {string[]} all */
const same = (all) => (all.every((one) => one === all[0]) ? all[0] : "");

/** @param {string} label @param {number | "any"} step @param {(value: number) => void} enter */
function number(label, step, enter) {
  const input = el("input", { type: "number", step, "aria-label": label, onchange: () => {
    if (Number.isFinite(input.valueAsNumber)) enter(input.valueAsNumber);
  } });
  return {
    root: el("label", { class: "ce-field" }, el("span", {}, label), input),
    /** @param {number | null} shown @param {string} [hint] */
    show(shown, hint = "") {
      if (document.activeElement === input && input.value !== "" && Number(input.value) === shown) return;
      input.value = shown === null ? "" : String(Math.round(shown * 1e4) / 1e4);
      input.placeholder = shown === null ? "several" : hint;
    },
  };
}

/** @param {string} label @param {readonly (readonly [value: string, label: string])[]} options @param {(value: string) => void} choose */
function choice(label, options, choose) {
  const input = el("select", { "aria-label": label, onchange: () => choose(input.value) }, ...options.map(([value, text]) => el("option", { value }, text)));
  return {
    input, root: el("label", { class: "ce-field" }, el("span", {}, label), input),
    /** @param {string} shown */
    show(shown) { input.value = shown; },
  };
}
