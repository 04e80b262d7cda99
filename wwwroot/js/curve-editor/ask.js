// @ts-check
// A small form for a verb that needs numbers. What is entered is shown on the face and the curves at once; Enter keeps it, Escape takes it back.

import { useLayerOf } from "./active-layer.js";
import { el, write } from "./dom.js";

/**
 * An `optional` number may be left empty (null). `follow`: what it becomes when another field is answered; undefined leaves it.
 * @typedef {{name: string, label: string, value: number | null, minimum: number, maximum: number, step: number | "any", optional?: boolean, follow?: (field: string, answer: string) => number | null | undefined}
 *   | {name: string, label: string, value: string, kind?: "color", options?: readonly (readonly [value: string, label: string])[]}} Field
 * @typedef {Readonly<Record<string, number | string | undefined>>} Answers undefined: left empty
 */

/**
 * @param {import("./editor.js").Editor} editor
 * @param {HTMLElement} root
 * @param {{label: string, fields: readonly Field[], edit?: (project: import("./project.js").Project, answers: Answers) => import("./active-layer.js").LayerEdit,
 *   run?: (answers: Answers) => void}} question
 */
export function ask(editor, root, { label, fields, edit, run }) {
  const inputs = fields.map((field) => ({ field, input: inputOf(field) }));
  const note = el("p", { class: "ce-note", role: "status" });
  const form = el("form", { method: "dialog", novalidate: true },
    el("h3", {}, label),
    ...inputs.map(({ field, input }) => el("label", { class: "ce-field" }, el("span", {}, field.label), input)),
    note,
    el("div", { class: "ce-row" }, el("button", { type: "submit", class: "ce-button ce-main", value: "ok" }, "Apply"), el("button", { type: "button", class: "ce-button", onclick: () => dialog.close() }, "Cancel")));
  const dialog = el("dialog", { class: "ce-dialog", "aria-label": label }, form);
  let shown = false;
  /** @type {number | undefined} */ let layer;

  form.addEventListener("input", ({ target }) => {
    const answered = inputs.find(({ input }) => input === target);
    for (const { field, input } of inputs) if (answered && "minimum" in field) follow(field, /** @type {HTMLInputElement} */ (input), answered);
    preview();
  });
  dialog.addEventListener("close", () => {
    const kept = dialog.returnValue === "ok";
    if (shown && kept) keep();
    else if (shown) editor.cancel();
    else if (kept && !edit) run?.(answers());
    dialog.remove();
  });
  form.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || !(e.target instanceof Element && e.target.matches("select, [type=color]"))) return;
    e.preventDefault();
    form.requestSubmit(/** @type {HTMLElement} */ (form.querySelector("[type=submit]")));
  });
  form.addEventListener("submit", (e) => {
    if (edit ? !preview() : !isAnswered()) e.preventDefault();
  });
  root.append(dialog);
  dialog.showModal();
  inputs[0]?.input.focus();
  if (inputs[0]?.input instanceof HTMLInputElement) inputs[0].input.select();
  if (edit) preview();

  /** @returns {boolean} whether it could be done */
  function preview() {
    if (!edit) return true;
    if (shown) editor.cancel();
    shown = false;
    try {
      const made = edit(editor.project, answers());
      ({ layer } = made);
      editor.begin();
      shown = true;
      editor.show(made);
      write(note, made.note ?? "");
      note.classList.remove("ce-fault");
      return true;
    } catch (fault) {
      return refuse(fault);
    }
  }

  /** For what only runs once all is answered. */
  function isAnswered() {
    try {
      answers();
      return true;
    } catch (fault) {
      return refuse(fault);
    }
  }

  /** @param {unknown} fault is shown, and the dialog stays */
  function refuse(fault) {
    write(note, fault instanceof Error ? fault.message : String(fault));
    note.classList.add("ce-fault");
    return false;
  }

  function keep() {
    editor.commit(label);
    useLayerOf(editor, layer);
  }

  /** @returns {Answers} */
  function answers() {
    return Object.fromEntries(inputs.map(({ field, input }) => [field.name, "minimum" in field ? numberIn(/** @type {HTMLInputElement} */ (input), field) : input.value]));
  }
}

/** @typedef {Extract<Field, {minimum: number}>} NumberField */

/** @param {HTMLInputElement} input @param {NumberField} field */
function numberIn(input, { label, optional }) {
  if (optional && input.value === "" && !input.validity.badInput) return undefined;
  const value = input.valueAsNumber;
  if (!(value >= Number(input.min) && value <= Number(input.max))) throw new Error(`${label} needs a number from ${input.min} to ${input.max}.`);
  return value;
}

/** @param {NumberField} field @param {HTMLInputElement} input @param {{field: Field, input: HTMLInputElement | HTMLSelectElement}} answered */
function follow(field, input, answered) {
  const value = field.follow?.(answered.field.name, answered.input.value);
  if (value === undefined) return;
  input.value = value === null ? "" : String(value);
}

/** @param {Field} field @returns {HTMLInputElement | HTMLSelectElement} */
function inputOf(field) {
  if ("minimum" in field) {
    const { name, value, minimum, maximum, step, optional } = field;
    return el("input", { type: "number", name, value, min: minimum, max: maximum, step, placeholder: optional && "several" });
  }
  const { options, value, kind } = field;
  if (kind) return el("input", { type: kind, name: field.name, value });
  if (!options) return el("input", { type: "text", name: field.name, value, maxlength: 80 });
  return el("select", { name: field.name }, ...options.map(([option, label]) => el("option", { value: option, selected: option === value }, label)));
}
