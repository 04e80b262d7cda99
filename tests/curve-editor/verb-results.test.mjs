// What each command of Shape, Time and Layers comes to; that it has a key, a menu entry and does something on the page is tested there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdit, inActiveLayer } from "../../wwwroot/js/curve-editor/active-layer.js";
import { blinks } from "../../wwwroot/js/curve-editor/blinks.js";
import { evaluateCurve, handlesOf } from "../../wwwroot/js/curve-editor/curve.js";
import { makeEditor } from "../../wwwroot/js/curve-editor/editor.js";
import { verbById, verbs } from "../../wwwroot/js/curve-editor/verbs.js";
import { BLINKS, capture, frozen } from "./made-projects.mjs";
import { seen } from "./seen.mjs";

const KEYS = [{ frame: 10, value: 0, kind: "hold" }, { frame: 20, value: 0.3, kind: "linear", handles: "vector" }, { frame: 30, value: 0.1, handles: "aligned", in: [-2, 0.1], out: [2, -0.1] }];

/** A captured motion with three keys of all sorts, selected; frames 10 to 30 marked, the playhead at 20, the layer with the keys active. */
function open() {
  const track = capture();
  const project = frozen({ version: 1, name: "Talking", track: { ...track, layers: [...track.layers, { name: "Edits", kind: "edits", mode: "additive", curves: { jawOpen: { keys: KEYS } } }] } });
  const editor = makeEditor(project, () => {});
  editor.useLayer(1);
  editor.mark({ from: 10, to: 30 });
  editor.seek(20);
  editor.select([0, 1, 2].map((index) => ({ channel: "jawOpen", index })));
  return { editor, project, bench: { editor, look: { state: { current: "jawOpen", shown: ["jawOpen"] } } } };
}

/** Does it as menu and key do, with these answers where it asks for some. */
function perform(bench, id, answers) {
  const { editor } = bench;
  const { label, needs, ask, edit, change, run } = verbById.get(id);
  assert.equal(needs?.(bench) ?? "", "");
  const all = { ...Object.fromEntries((ask?.(bench) ?? []).map(({ name, value }) => [name, value])), ...answers };
  if (run) return run(bench, all);
  assert.ok(applyEdit(editor, label, edit ? inActiveLayer(editor, (p, layer) => edit(bench, p, layer, all)) : (p) => change(bench, p, all)), editor.said);
}

const keysOf = ({ project }) => project.track.layers[1].curves.jawOpen.keys;
const layersOf = ({ project }) => project.track.layers.map(({ name }) => name);
const at = (editor, frame) => evaluateCurve({ keys: keysOf(editor) }, frame);
const kinds = (kind) => (editor) => assert.deepEqual(keysOf(editor).map((key) => key.kind ?? "bezier"), [kind, kind, kind]);
const handles = (wanted) => (editor) => assert.deepEqual(keysOf(editor).map((key) => key.handles ?? "auto"), [wanted, wanted, wanted]);
const lasts = (frames) => (editor) => assert.equal(editor.project.track.length, frames);
const near = (found, expected) => assert.ok(Math.abs(found - expected) < 1e-9, `expected ${expected}, found ${found}`);
/** How far the line from 0 at frame 10 to 0.3 at frame 20 is at a quarter and at three quarters. */
const quarters = (check) => (editor) => check(at(editor, 12.5) / 0.3, at(editor, 17.5) / 0.3);

/** By verb: what is to be seen afterwards; answers; what comes before. */
const results = {
  "kind-bezier": [kinds("bezier")], "kind-linear": [kinds("linear")], "kind-hold": [kinds("hold")],
  "handles-auto": [handles("auto")], "handles-vector": [handles("vector")], "handles-aligned": [handles("aligned")], "handles-free": [handles("free")],
  "ease-ease": [quarters((early, late) => assert.ok(early < 0.25 && late > 0.75))],
  "ease-ease-in": [quarters((early, late) => assert.ok(late > 0.75 && early > 1 - late))],
  "ease-ease-out": [quarters((early, late) => assert.ok(early < 0.25 && late < 1 - early))],
  "ease-overshoot": [(editor) => assert.ok(Math.max(...[...Array(101).keys()].map((i) => at(editor, 10 + i / 10))) > 0.301)],
  "ease-linear": [quarters((early, late) => [near(early, 0.25), near(late, 0.75)])],
  flatten: [(editor) => keysOf(editor).forEach((_, i) => assert.deepEqual([handlesOf(keysOf(editor), i).in[1], handlesOf(keysOf(editor), i).out[1]], [0, 0]))],
  simplify: [(editor) => assert.ok(keysOf(editor).length < 3), { tolerance: 0.3 }],

  "range-edit": [(editor, before) => {
    near(seen(editor.project, "jawOpen", 20), 0.62);
    for (const frame of [9.5, 30.5]) assert.equal(seen(editor.project, "jawOpen", frame), seen(before, "jawOpen", frame));
  }, { value: 0.62 }],
  "ripple-insert": [lasts(107), { frames: 7 }],
  "ripple-delete": [lasts(79)],
  trim: [lasts(21)],
  "close-loop": [(editor) => assert.deepEqual([editor.project.track.loop, layersOf(editor)], [true, ["Captured", "Edits", "Loop seam"]])],
  retime: [lasts(86), { frames: 7 }],
  smooth: [(editor, before) => {
    assert.notEqual(seen(editor.project, "jawOpen", 20), seen(before, "jawOpen", 20));
    assert.equal(seen(editor.project, "jawOpen", 31), seen(before, "jawOpen", 31));
  }],
  "remove-blink": [(editor) => assert.deepEqual(blinks(editor.track).map(({ from, to }) => from < BLINKS[1] && to > BLINKS[1]), [true]), {}, (editor) => editor.seek(BLINKS[0])],
  offset: [(editor, before) => near(seen(editor.project, "jawOpen", 60), seen(before, "jawOpen", 53)), { frames: 7 }],
  strength: [(editor) => assert.deepEqual(editor.project.strength.Jaw, 0.5), { percent: 50 }],
  "mirror-motion": [(editor, before) => near(seen(editor.project, "headYaw", 20), -seen(before, "headYaw", 20))],

  "add-layer": [(editor) => assert.deepEqual([layersOf(editor), editor.layer, editor.project.track.layers[2].mode], [["Captured", "Edits", "Edits 2"], 2, "additive"])],
  "add-replacing": [(editor) => assert.deepEqual([editor.layer, editor.project.track.layers[2].mode], [2, "replace"])],
  "next-layer": [(editor) => assert.equal(editor.layer, 1), {}, (editor) => editor.useLayer(0)],
  "previous-layer": [(editor) => assert.equal(editor.layer, 0)],
  "mute-layer": [(editor) => assert.equal(seen(editor.project, "jawOpen", 20), seen({ ...editor.project, track: capture() }, "jawOpen", 20))],
  "layer-mode": [(editor) => near(seen(editor.project, "jawOpen", 20), 0.3)],
  "layer-weight": [(editor) => assert.deepEqual([editor.project.track.layers[1].name, editor.project.track.layers[1].weight], ["Mine", 0.5]), { percent: 50, name: "Mine" }],
  "layer-up": [(editor) => assert.deepEqual([layersOf(editor), editor.layer], [["Captured", "Edits 2", "Edits"], 2]), {}, (editor, bench) => {
    perform(bench, "add-layer");
    editor.useLayer(1);
  }],
  "layer-down": [(editor) => assert.deepEqual([layersOf(editor), editor.layer], [["Captured", "Edits 2", "Edits"], 1]), {}, (editor, bench) => perform(bench, "add-layer")],
  "remove-layer": [(editor) => assert.deepEqual([layersOf(editor), editor.layer], [["Captured"], 0])],
  "remove-edits": [(editor) => assert.deepEqual([editor.project.track, editor.layer], [capture(), 0])],
  "to-keys": [(editor, before) => {
    assert.deepEqual([layersOf(editor), editor.layer, editor.project.track.layers[2].mode], [["Captured", "Edits", "Keys"], 2, "replace"]);
    assert.ok(Math.abs(seen(editor.project, "jawOpen", 20) - seen(before, "jawOpen", 20)) <= 0.02);
  }],
};

const ELSEWHERE = ["drop-preset", "re-bake"]; // they ask the studio: on the page

test("nothing is left out", () => {
  assert.deepEqual(verbs.filter(({ menu, id }) => ["Shape", "Time", "Layers"].includes(menu) && !ELSEWHERE.includes(id)).map(({ id }) => id).sort(), Object.keys(results).sort());
});

for (const [id, [check, answers = {}, prepare = () => {}]] of Object.entries(results))
  test(`${id}: ${verbById.get(id)?.label}`, () => {
    const { editor, project, bench } = open();
    prepare(editor, bench);
    perform(bench, id, answers);
    check(editor, project);
    while (editor.undoLabel) editor.undo();
    assert.equal(editor.project, project);
  });

test("a block's ends and fades are set in numbers, and one that is only renamed keeps them", () => {
  const { editor, bench } = open();
  perform(bench, "range-edit", { value: 0.6, fadeIn: 3, fadeOut: 3 });
  editor.useLayer(2);
  const before = editor.project.track.layers[2];
  perform(bench, "layer-weight", { name: "Held" });
  assert.deepEqual(editor.project.track.layers[2], { ...before, name: "Held" });
  perform(bench, "layer-weight", { from: 12, to: 40, fadeIn: 5, fadeOut: 0 });
  assert.deepEqual(editor.project.track.layers[2].range, { from: 12, to: 40, fadeIn: 5, fadeOut: 0 });
  assert.throws(() => perform(bench, "layer-weight", { from: 40, to: 12 }), /range is empty/);
});

test("keys of several values go to a frame and keep their values, unless one is entered", () => {
  const { editor, bench } = open();
  const { ask } = verbById.get("set-keys");
  const valuesOf = () => keysOf(editor).map(({ value }) => value);
  assert.deepEqual(ask(bench).map(({ value }) => value), [10, null]);
  perform(bench, "set-keys", { frame: 12, value: undefined });
  assert.deepEqual([keysOf(editor).map(({ frame }) => frame), valuesOf()], [[12, 22, 32], [0, 0.3, 0.1]]);
  perform(bench, "set-keys", { value: 0.4 });
  assert.deepEqual([valuesOf(), ask(bench)[1].value], [[0.4, 0.4, 0.4], 0.4]);
});

test("retiming and closing a loop offer frames that change as little as possible, in the shortest motion, too", () => {
  const { editor, project, bench } = open();
  const asked = (id, at) => verbById.get(id).ask(at)[0].value;
  assert.equal(asked("retime", bench), 21);
  perform(bench, "retime");
  editor.mark(null);
  perform(bench, "retime");
  assert.equal(editor.project, project);
  for (const length of [1, 2, 3]) {
    const short = makeEditor(frozen({ ...project, track: capture(length) }), () => {});
    assert.deepEqual([asked("retime", { editor: short }), asked("close-loop", { editor: short })], [length, 1]);
  }
});

test("strength is asked for from what is set: of the channel's group, then of the one that is chosen", () => {
  const { editor, project, bench } = open();
  const percent = () => verbById.get("strength").ask(bench)[1];
  perform(bench, "strength");
  assert.equal(editor.project, project);
  perform(bench, "strength", { percent: 62.5 });
  perform(bench, "strength", { group: "Brows", percent: 110 });
  assert.deepEqual(editor.project.strength, { Brows: 1.1, Jaw: 0.625 });
  const set = editor.project;
  assert.deepEqual([percent().value, ...["Brows", "Mouth", ""].map((group) => percent().follow("group", group))], [62.5, 110, 100, null]);
  assert.equal(percent().follow("percent", "3"), undefined);
  perform(bench, "strength");
  perform(bench, "strength", { group: "", percent: undefined });
  assert.equal(editor.project, set, "what is left as it was changes nothing");
});
