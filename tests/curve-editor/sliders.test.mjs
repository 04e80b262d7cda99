// One drag of a slider, as a browser tells of it.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { makeEditor } from "../../wwwroot/js/curve-editor/editor.js";
import { macros, setMacro } from "../../wwwroot/js/curve-editor/macros.js";
import { makeSlider } from "../../wwwroot/js/curve-editor/sliders.js";
import { project } from "./made-projects.mjs";
import { seen } from "./seen.mjs";

const page = new EventTarget();

class Input extends EventTarget {
  value = "0";
  style = { setProperty() {} };
  get valueAsNumber() { return Number(this.value); }
  setAttribute() {}
  append() {}
}

const later = () => new Promise((resume) => setTimeout(resume, 5));

beforeEach(() => {
  globalThis.document = { createElement: () => new Input() };
  globalThis.addEventListener = page.addEventListener.bind(page);
});

afterEach(() => {
  delete globalThis.document;
  delete globalThis.addEventListener;
});

function open(start = project()) {
  const mouth = macros.find(({ name }) => name === "mouth");
  const editor = makeEditor(start, () => {});
  const slider = makeSlider(editor, { label: "Mouth", minimum: 0, maximum: 1, rest: 0, step: 0.01, edit: (p, value) => setMacro(p, mouth, value, { here: 20 }) });
  const show = () => slider.show(seen(editor.project, "jawOpen", 20));
  editor.on("change", show, new AbortController().signal);
  show();
  const move = (...values) => values.forEach((value) => {
    slider.input.value = String(value);
    slider.input.dispatchEvent(new Event("input"));
  });
  return { editor, slider, move };
}

const escape = () => page.dispatchEvent(Object.assign(new Event("keydown", { cancelable: true }), { key: "Escape" }));

test("Escape takes a drag back; what the hand does until it lets go is nothing, and the next drag is one again", () => {
  const { editor, slider, move } = open();
  const before = editor.project;
  const value = slider.input.value;
  move(0.5, 0.7);
  escape();
  assert.deepEqual([editor.project, editor.inGesture], [before, false]);
  move(0.8);
  slider.input.dispatchEvent(new Event("change"));
  assert.deepEqual([editor.project, editor.inGesture, slider.input.value], [before, false, value]);
  move(0.6, 0.9);
  slider.input.dispatchEvent(new Event("change"));
  assert.deepEqual([editor.undoLabel, seen(editor.project, "jawOpen", 20).toFixed(6)], ["Mouth", "0.900000"]);
});

for (const [what, target] of Object.entries({ pointerup: () => page, blur: (slider) => slider.input }))
  test(`a drag ends with ${what} where no change comes, and only once where it does`, async () => {
    const { editor, slider, move } = open();
    move(0.5);
    target(slider).dispatchEvent(new Event(what));
    await later();
    assert.deepEqual([editor.inGesture, editor.undoLabel], [false, "Mouth"]);
    move(0.6);
    target(slider).dispatchEvent(new Event(what));
    slider.input.dispatchEvent(new Event("change"));
    await later();
    editor.undo();
    editor.undo();
    assert.equal(editor.undoLabel, "");
  });

test("a refusal is said once in a drag, and the next one is tried", () => {
  const { editor, slider, move } = open({ ...project(), locked: ["jawOpen"] });
  let said = 0;
  editor.on("say", () => said++, new AbortController().signal);
  move(0.5, 0.6, 0.7);
  slider.input.dispatchEvent(new Event("change"));
  move(0.5);
  assert.deepEqual([said, editor.inGesture, editor.undoLabel], [2, false, ""]);
});
