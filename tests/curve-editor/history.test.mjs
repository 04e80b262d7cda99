// Undo and redo that survive a reload: what the browser keeps, and when it counts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeEditor } from "../../wwwroot/js/curve-editor/editor.js";
import { continued, makeHistory, startOf } from "../../wwwroot/js/curve-editor/history.js";
import { goTo } from "../../wwwroot/js/curve-editor/keeping.js";
import { outdated } from "../../wwwroot/js/curve-editor/kept-motions.js";
import { addKey } from "../../wwwroot/js/curve-editor/keys.js";
import { ensureEdits } from "../../wwwroot/js/curve-editor/layers.js";
import { project } from "./made-projects.mjs";

/** A project, and five edits of it. */
function edited() {
  const history = makeHistory(startOf(project()));
  const { project: begun, layer } = ensureEdits(history.project);
  let next = begun;
  for (const frame of [3, 9, 14, 20, 31]) {
    next = addKey(next, layer, "cheekPuff", frame, frame / 40).project;
    history.push(next, `Key at ${frame}`);
  }
  return history;
}

/** As IndexedDB keeps and gives it. */
const reloaded = (history) => structuredClone(history.steps);

test("after a reload every step is undone and done again, byte for byte", () => {
  const history = edited();
  history.undo();
  const texts = history.steps.steps.map(({ project }) => JSON.stringify(project));
  const again = makeHistory(continued(reloaded(history), JSON.parse(JSON.stringify(history.project))));
  assert.deepEqual([again.undoLabel, again.redoLabel], ["Key at 20", "Key at 31"]);
  for (let i = 4; i > 0; i--) {
    assert.equal(JSON.stringify(again.project), texts[i]);
    assert.ok(again.undo());
  }
  assert.equal(JSON.stringify(again.project), JSON.stringify(project()));
  assert.equal(again.undo(), false);
  while (again.redo());
  assert.equal(JSON.stringify(again.project), texts[5]);
});

test("steps still share what they have in common", () => {
  const { steps } = reloaded(edited());
  assert.ok(steps.every(({ project }) => project.track.layers[0] === steps[0].project.track.layers[0]));
});

test("a motion that was changed elsewhere has no history", () => {
  const history = edited();
  const kept = reloaded(history);
  assert.equal(continued(kept, { ...history.project, name: "Changed in another tab" }), null);
  assert.equal(continued(kept, kept.steps[2].project), null);
  assert.equal(continued(null, history.project), null);
  history.undo();
  assert.ok(continued(reloaded(history), history.project));
});

test("a new edit after the reload takes the place of what could be done again", () => {
  const history = edited();
  history.undo();
  history.undo();
  const again = makeHistory(reloaded(history));
  again.push({ ...again.project, name: "Other" }, "Name the motion");
  assert.deepEqual([again.redoLabel, again.steps.steps.length], ["", 5]);
});

test("the editor goes on with what was kept, and saves it", () => {
  const saved = [];
  const history = edited();
  const editor = makeEditor(project(), (p) => saved.push(p));
  editor.takeUp(history.steps);
  assert.deepEqual([saved, editor.undoLabel], [[history.project], "Key at 31"]);
  editor.undo();
  assert.equal(editor.redoLabel, "Key at 31");
  assert.equal(makeEditor(history.project, () => {}, history.steps).undoLabel, "Key at 31");
});

test("of many motions the oldest histories go, never the one that is opened", () => {
  const ids = Array.from({ length: 13 }, (_, i) => `m${i}`);
  assert.deepEqual(outdated(ids, "m0"), ["m1", "m2", "m3"]);
  assert.deepEqual(outdated(ids, "new"), ["m0", "m1", "m2"]);
  assert.deepEqual(outdated(ids.slice(0, 10), "m3"), []);
});

test("the place is taken where it still makes sense", () => {
  const editor = makeEditor(project(), () => {});
  const before = editor.options;
  goTo(editor, { playhead: 12, range: { from: 4, to: 30 }, layer: 0, options: { loop: false, speed: 0.5, reach: "all", linked: false, snap: 7 } });
  assert.deepEqual([editor.playhead, editor.range, editor.layer, editor.options], [12, { from: 4, to: 30 }, 0, { ...before, loop: false, speed: 0.5, reach: "all", linked: false }]);
  const now = { ...editor.options };
  goTo(editor, { playhead: 1e6, range: { from: 3, to: "x" }, layer: 99, options: { speed: 77, reach: "there" } });
  goTo(editor, null);
  assert.deepEqual([editor.playhead, editor.range, editor.layer, editor.options], [12, { from: 4, to: 30 }, 0, now]);
});
