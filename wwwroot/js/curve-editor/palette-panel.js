// @ts-check
// The expressions to choose from: shipped ones and one's own, which this browser keeps and files carry to others.

import { applyEdit } from "./active-layer.js";
import { ask } from "./ask.js";
import { el, iconButton, write } from "./dom.js";
import { saveFile, pickFile } from "./files.js";
import { makeTiles } from "./palette-tiles.js";
import { expressionOf, poseOf, readPalette, renamed, withExpression, withoutExpression, writePalette } from "./palette.js";
import { setPose } from "./pose.js";
import { isWithin, reachOf, spanText } from "./sliders.js";
import { answerOf } from "./studio.js";
import { evaluateTrack, groups } from "./track.js";

/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./palette.js").Expression} Expression */

const KEPT = "hellomeme-expressions";
const FACE_GROUPS = groups.filter((group) => group !== "Head" && group !== "Gaze");

/**
 * @param {Editor} editor
 * @param {HTMLElement} element is filled
 * @param {{face: string | null}} settings
 * @param {AbortSignal} signal
 */
export function mountPalette(editor, element, settings, signal) {
  /** @type {readonly Expression[]} */ let own = [];
  const weight = el("input", { type: "range", min: 0, max: 1, step: 0.05, value: 1, "aria-label": "Weight of an expression" });
  const share = el("span", { class: "ce-value", "aria-hidden": "true" });
  const shippedTiles = makeTiles(settings.face, apply, signal);
  const ownTiles = makeTiles(settings.face, apply, signal, (expression) => [
    iconButton("pencil", `Rename ${expression.name}`, () => rename(expression)),
    iconButton("trash", `Delete ${expression.name}`, () => attempt(() => remove(expression))),
  ]);
  const none = el("p", { class: "ce-note" }, "Nothing here yet. Save the face at the playhead to use it again.");
  const deleted = el("p", { class: "ce-note", role: "status", hidden: true });
  const button = (/** @type {string} */ label, /** @type {() => void} */ act) => el("button", { type: "button", class: "ce-button ce-small", onclick: act }, label);
  const whole = el("input", { type: "checkbox" });
  element.replaceChildren(
    el("label", { class: "ce-macro" }, el("span", {}, "Weight"), weight, share),
    shippedTiles.root,
    el("h3", { class: "ce-own-title" }, "Yours"), none, ownTiles.root, deleted,
    el("div", { class: "ce-row ce-wrap" }, button("Save this face…", save), el("label", { class: "ce-row ce-check" }, whole, "with head and gaze")),
    el("div", { class: "ce-row ce-wrap" }, button("Copy", copy), button("Paste", paste), button("To a file", () => hasOwn() && saveFile("expressions.json", writePalette(own), editor.say)), button("From a file…", () => pickFile(element, take, editor.say))));

  weight.addEventListener("input", showWeight);
  window.addEventListener("storage", (event) => event.key === KEPT && show(readOwn()), { signal });
  showWeight();
  show(readOwn());
  answerOf(new URL("./palette.json", import.meta.url).href, { signal }).then((answer) => answer.text()).then((text) => shippedTiles.show(readPalette(text)))
    .catch((fault) => signal.aborted || editor.say(fault.message));

  /** @param {Expression} expression */
  function apply(expression) {
    editor.endPreview();
    const values = poseOf(expression, evaluateTrack(editor.track, editor.playhead), weight.valueAsNumber);
    const reach = reachOf(editor);
    if (applyEdit(editor, expression.name, (project) => setPose(project, values, reach))) editor.say(`${expression.name}, ${Math.round(100 * weight.valueAsNumber)} %, ${whereOf(reach)}.`);
  }

  /** @param {import("./pose.js").Reach} reach */
  function whereOf(reach) {
    if ("all" in reach) return "in the whole motion";
    if ("here" in reach) return `at frame ${Math.round(editor.playhead)}`;
    return `${spanText(editor, reach.range)}${isWithin(reach.range, editor.playhead) ? "" : "; the playhead is outside"}`;
  }

  function showWeight() {
    write(share, `${Math.round(100 * weight.valueAsNumber)} %`);
    weight.style.setProperty("--ce-share", `${100 * weight.valueAsNumber}%`);
  }

  function save() {
    const values = evaluateTrack(editor.track, editor.playhead);
    const name = `Face ${own.length + 1}`;
    ask(editor, dialogRoot(), { label: "Save this face", fields: [{ name: "name", label: "Name", value: name }], run: (answers) => attempt(() => {
      const expression = expressionOf(String(answers.name), values, whole.checked ? groups : FACE_GROUPS);
      keep(withExpression(own, expression), `${expression.name} is saved in this browser.`);
    }) });
  }

  /** @param {Expression} expression */
  function rename(expression) {
    ask(editor, dialogRoot(), { label: `Rename ${expression.name}`, fields: [{ name: "name", label: "Name", value: expression.name }], run: (answers) => attempt(() => keep(renamed(own, expression.name, String(answers.name)), "Renamed.")) });
  }

  /** At once, and it can be taken back for as long as nothing else is done to the list. @param {Expression} expression */
  function remove(expression) {
    const before = own;
    keep(withoutExpression(own, expression.name), `${expression.name} is deleted.`);
    const undo = button("Undo", () => attempt(() => {
      keep(before, `${expression.name} is back.`);
      ownTiles.focus(expression.name);
    }));
    deleted.replaceChildren(`${expression.name} is deleted. `, undo);
    deleted.hidden = false;
    if (own.length === 0) undo.focus();
  }

  function copy() {
    if (hasOwn()) navigator.clipboard.writeText(writePalette(own)).then(() => editor.say("Your expressions are on the clipboard."), () => editor.say("This browser did not let the page copy: save them to a file."));
  }

  function paste() {
    navigator.clipboard.readText().then(take, () => editor.say("This browser did not let the page read the clipboard: open a file instead."));
  }

  /** @param {string} text */
  function take(text) {
    attempt(() => {
      const added = readPalette(text);
      keep(added.reduce(withExpression, own), added.length === 1 ? `${added[0].name} was added.` : `${added.length} expressions were added.`);
    });
  }

  function hasOwn() {
    if (own.length === 0) editor.say("You have no expressions yet: save a face first.");
    return own.length > 0;
  }

  /** @param {readonly Expression[]} list @param {string} sentence */
  function keep(list, sentence) {
    try {
      localStorage.setItem(KEPT, writePalette(list));
    } catch {
      throw new Error("This browser keeps nothing for the studio: allow its storage, or save your expressions to a file.");
    }
    show(list);
    editor.say(sentence);
  }

  /** @returns {readonly Expression[]} */
  function readOwn() {
    /** @type {string | null} */ let text;
    try {
      text = localStorage.getItem(KEPT);
    } catch {
      return []; // a browser that keeps nothing
    }
    try {
      return text ? readPalette(text) : [];
    } catch (fault) {
      editor.say(`Your expressions could not be read: ${fault instanceof Error ? fault.message : fault}`);
      return [];
    }
  }

  /** @param {readonly Expression[]} list */
  function show(list) {
    own = list;
    deleted.hidden = true;
    none.hidden = list.length > 0;
    ownTiles.show(list);
  }

  /** @param {() => void} act a refusal is said */
  function attempt(act) {
    try {
      act();
    } catch (fault) {
      editor.say(fault instanceof Error ? fault.message : String(fault));
    }
  }

  /** Inside the editor, where its colours are. */
  function dialogRoot() {
    return /** @type {HTMLElement} */ (element.closest(".curve-editor") ?? element);
  }
}
