// Sessions as a person has them, through the editor's one state.
import assert from "node:assert/strict";
import { test } from "node:test";
import { removeBlink, blinks } from "../../wwwroot/js/curve-editor/blinks.js";
import { removeEdits } from "../../wwwroot/js/curve-editor/capture.js";
import { makeEditor } from "../../wwwroot/js/curve-editor/editor.js";
import { readFile, toFile } from "../../wwwroot/js/curve-editor/file.js";
import { macros, setMacro } from "../../wwwroot/js/curve-editor/macros.js";
import { mirrorProject } from "../../wwwroot/js/curve-editor/mirror.js";
import { addLayer, removeLayer } from "../../wwwroot/js/curve-editor/layers.js";
import { closeLoop, rippleDelete, trim } from "../../wwwroot/js/curve-editor/time.js";
import { evaluateTrack } from "../../wwwroot/js/curve-editor/track.js";
import { perform, verbById } from "../../wwwroot/js/curve-editor/verbs.js";
import { BLINKS, capture, frozen, project } from "./made-projects.mjs";
import { seen } from "./seen.mjs";

const slider = (name) => macros.find((macro) => macro.name === name);

test("capture, remove a blink, smile only between two frames, mirror, loop, undo all: the captured track byte for byte", () => {
  const bytes = JSON.stringify(capture());
  const saved = [];
  const editor = makeEditor(frozen(project()), (p) => saved.push(frozen(p)));
  editor.seek(BLINKS[0]);
  assert.ok(editor.apply("Remove the blink", (p) => removeBlink(p, editor.track, editor.playhead)));
  assert.equal(blinks(editor.track).length, 1);
  assert.ok(editor.apply("Smile", (p) => setMacro(p, slider("smile"), 0.9, { range: { from: 50, to: 75 }, fade: 3 })));
  assert.ok(editor.apply("Mirror", (p) => ({ project: mirrorProject(p) })));
  assert.ok(editor.apply("Loop", (p) => ({ project: closeLoop(p, 10) })));
  assert.equal(saved.length, 4);
  assert.notEqual(JSON.stringify(editor.track), bytes);
  assert.equal(JSON.stringify(removeEdits(editor.project).track), bytes, "nor is anything left when the edits are removed");
  for (let i = 0; i < 4; i++) editor.undo();
  assert.equal(editor.undoLabel, "");
  assert.equal(JSON.stringify(editor.track), bytes);
  assert.equal(JSON.stringify(saved.at(-1).track), bytes);
});

test("a drag of a slider shows many values and is one step", () => {
  const saved = [];
  const editor = makeEditor(project(), (p) => saved.push(p));
  const before = editor.project;
  editor.begin();
  for (let value = 0; value <= 1; value += 0.05) editor.show(setMacro(before, slider("mouth"), value, { here: 25, frames: 5 }));
  assert.equal(saved.length, 0);
  editor.commit("Mouth");
  assert.equal(saved.length, 1);
  editor.undo();
  assert.equal(editor.project, before);
});

test("what arrives during a drag waits for its end, and nothing of either is lost", async () => {
  const editor = makeEditor(frozen({ ...project(), source: { driver: "clip" } }), () => {});
  const { fetch } = globalThis;
  const later = () => new Promise((resume) => setTimeout(resume));
  let arrive = () => {};
  globalThis.fetch = () => new Promise((resolve) => (arrive = () => resolve(Response.json(capture()))));
  try {
    perform({ editor, settings: { motion: "it" } }, verbById.get("re-bake"));
    const start = editor.begin();
    editor.show(setMacro(start, slider("smile"), 0.9, { here: 20 }));
    arrive();
    await later();
    assert.deepEqual([editor.inGesture, editor.said], [true, "The studio reads the clip again…"]);
    assert.equal(editor.apply("Brows", (p) => setMacro(p, slider("brows"), 0.9, { here: 20 })), false);
    assert.equal(editor.said, "Finish the drag first: let go, or press Esc.");
    editor.show(setMacro(start, slider("smile"), 0.5, { here: 20 }));
    editor.commit("Smile");
    await later();
    assert.equal(editor.said, "Captured again; the edits stay on top.");
    assert.ok(Math.abs(seen(editor.project, "mouthSmileLeft", 20) - 0.5) < 1e-12);
  } finally {
    globalThis.fetch = fetch;
  }
});

test("edits, export and import, then without the edits: the capture byte for byte", () => {
  const bytes = JSON.stringify(capture());
  let edited = setMacro(project(), slider("mouth"), 0.9, { here: 25 }).project;
  edited = setMacro(edited, slider("turn"), 12, { all: true, here: 0 }).project;
  edited = setMacro(edited, slider("strength"), 1.4, { all: true }).project;
  const back = readFile(toFile(removeBlink(edited, edited.track, 30).project));
  assert.equal(JSON.stringify(removeEdits(back).track), bytes);
  assert.deepEqual(evaluateTrack(removeEdits(back).track, 30.5), evaluateTrack(capture(), 30.5));
});

test("what changes the length takes the playhead into the motion and the mark away, by undo and redo, too", () => {
  const editor = makeEditor(project(), () => {});
  const whole = editor.project.track.length;
  editor.seek(80);
  editor.mark({ from: 30, to: 60 });
  editor.apply("Trim", (p) => ({ project: trim(p, editor.range) }));
  assert.deepEqual([editor.project.track.length, editor.playhead, editor.range], [31, 30, null]);
  editor.mark({ from: 5, to: 9 });
  editor.apply("Delete time", (p) => ({ project: rippleDelete(p, editor.range) }));
  assert.deepEqual([editor.project.track.length, editor.playhead, editor.range], [26, 25, null]);
  editor.undo();
  editor.undo();
  editor.seek(90);
  editor.mark({ from: 70, to: 95 });
  editor.apply("Smile", (p) => setMacro(p, slider("smile"), 0.9, { here: 20 }));
  assert.deepEqual([editor.playhead, editor.range], [90, { from: 70, to: 95 }], "other edits leave both");
  editor.undo();
  editor.redo();
  assert.deepEqual(editor.range, { from: 70, to: 95 });
  editor.undo();
  editor.redo();
  assert.equal(editor.project.track.length, whole);
});

test("marks at the ends keep what is marked, and one frame can be marked and deleted", () => {
  const editor = makeEditor(project(), () => {});
  const at = (frame, ...verbs) => {
    editor.seek(frame);
    for (const id of verbs) perform({ editor }, verbById.get(id));
    return editor.range;
  };
  assert.deepEqual(at(99, "mark-in"), { from: 99, to: 99 });
  assert.deepEqual(at(0, "mark-out"), { from: 0, to: 0 });
  assert.deepEqual(at(50, "mark-all", "mark-in"), { from: 50, to: 99 });
  assert.deepEqual(at(50, "mark-out"), { from: 50, to: 50 });
  const [before, after] = [49, 51].map((frame) => seen(editor.project, "jawOpen", frame));
  perform({ editor }, verbById.get("ripple-delete"));
  assert.deepEqual([editor.project.track.length, seen(editor.project, "jawOpen", 49), seen(editor.project, "jawOpen", 50)], [99, before, after]);
  editor.mark({ from: 20, to: 20 });
  const { project: held } = editor;
  assert.equal(editor.apply("Smile", (p) => setMacro(p, slider("smile"), 0.9, { range: editor.range, fade: 0 })), false);
  assert.deepEqual([editor.said, editor.project], ["A range of one frame has no time to blend over; it needs two at least.", held]);
});

test("edits after a closed loop are not put into its seam, and outlive closing it again", () => {
  const editor = makeEditor(project(), () => {});
  const smile = () => editor.apply("Smile", (p) => setMacro(p, slider("smile"), 0.9, { here: 40 }));
  const close = (frames) => editor.apply("Loop", (p) => ({ project: closeLoop(p, frames) }));
  const names = () => editor.project.track.layers.map(({ name }) => name);
  close(10);
  smile();
  assert.deepEqual(names(), ["Captured", "Loop seam", "Edits"]);
  editor.useLayer(2);
  close(6);
  assert.deepEqual(names(), ["Captured", "Edits", "Loop seam"]);
  assert.equal(editor.layer, 1, "the active layer is followed to its place");
  assert.ok(Math.abs(seen(editor.project, "mouthSmileLeft", 40) - 0.9) < 1e-12);
  assert.equal(makeEditor(editor.project, () => {}).layer, 1, "nor is the seam active after a reload");
  editor.apply("Remove", (p) => ({ project: removeLayer(p, 2) }));
  assert.ok(Math.abs(seen(editor.project, "mouthSmileLeft", 40) - 0.9) < 1e-12);
});

test("the active layer is followed when time is cut and layers below it go", () => {
  const editor = makeEditor(project(), () => {});
  editor.apply("Hold", (p) => setMacro(p, slider("smile"), 0.9, { range: { from: 80, to: 90 }, fade: 2 }));
  editor.apply("Add", (p) => addLayer(p));
  editor.useLayer(2);
  editor.apply("Trim", (p) => ({ project: trim(p, { from: 0, to: 50 }) }));
  assert.deepEqual([editor.layer, editor.project.track.layers[editor.layer].name], [1, "Edits"]);
  editor.undo();
  assert.equal(editor.layer, 2);
  editor.apply("Remove", (p) => ({ project: removeLayer(p, 2) }));
  assert.equal(editor.layer, 1);
});

test("a preview is never committed: drags, verbs and sliders start from the committed project, and end it", () => {
  const saved = [];
  const editor = makeEditor(project(), (p) => saved.push(p));
  const previewed = setMacro(project(), slider("mouth"), 1, { all: true }).project;
  let ended = 0;
  const preview = () => editor.preview(previewed, () => ended++);
  preview();
  preview(); // other curves under the same sound
  assert.deepEqual([editor.project === previewed, editor.inGesture, ended], [true, false, 0]);
  const start = editor.begin();
  assert.deepEqual([ended, editor.inPreview, start === editor.project], [1, false, true]);
  editor.show(setMacro(start, slider("smile"), 0.9, { here: 20 }));
  editor.commit("Smile");
  assert.equal(seen(editor.project, "jawOpen", 60), seen(project(), "jawOpen", 60));

  preview();
  assert.ok(editor.apply("Brows", (p) => setMacro(p, slider("brows"), 0.9, { here: 20 })));
  assert.deepEqual([ended, seen(editor.project, "jawOpen", 60)], [2, seen(project(), "jawOpen", 60)]);
  preview();
  perform({ editor }, verbById.get("remove-blink"));
  assert.deepEqual([editor.said, ended], ["Stop the preview first.", 2]);
  editor.useLayer(9);
  assert.equal(editor.layer, 1);
  editor.endPreview();
  editor.endPreview();
  assert.deepEqual([ended, saved.length, editor.project === saved[1]], [3, 2, true]);

  editor.begin();
  perform({ editor }, verbById.get("remove-blink"));
  assert.match(editor.said, /^Finish the drag first/);
});
