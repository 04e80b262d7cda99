import assert from "node:assert/strict";
import { test } from "node:test";
import { removeEdits } from "../../wwwroot/js/curve-editor/capture.js";
import { closeLoop, offsetCurves, trim } from "../../wwwroot/js/curve-editor/time.js";
import { editRange } from "../../wwwroot/js/curve-editor/range.js";
import { setMacro, macros, macroValue, strengthOf } from "../../wwwroot/js/curve-editor/macros.js";
import { addLayer, ensureEdits, moveLayer, removeLayer, setLayer } from "../../wwwroot/js/curve-editor/layers.js";
import { played } from "../../wwwroot/js/curve-editor/project.js";
import { evaluateTrack } from "../../wwwroot/js/curve-editor/track.js";
import { capture, frozen, makeRandom, project, randomProject } from "./made-projects.mjs";
import { seen } from "./seen.mjs";

const macro = (name) => macros.find((m) => m.name === name);

test("a range edit shows its value inside and leaves every bit outside", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = makeRandom(seed);
    const before = randomProject(random);
    const range = { from: random.whole(0, 60), to: 0 };
    range.to = range.from + random.whole(1, 30);
    const fades = { fadeIn: random.whole(0, 12), fadeOut: random.whole(0, 12) };
    const { project: after } = editRange(before, { jawOpen: 0.8, headYaw: -0.5, headScale: 1.2 }, range, fades);
    for (let frame = -2; frame <= 101; frame += 0.25) {
      const inLoop = before.track.loop ? ((frame % 100) + 100) % 100 : Math.min(Math.max(frame, 0), 99);
      if (inLoop >= range.from && inLoop <= range.to) continue;
      assert.deepEqual(evaluateTrack(played(after), frame), evaluateTrack(played(before), frame), `seed ${seed}, frame ${frame}`);
    }
    const layer = after.track.layers.at(-1);
    const middle = (range.from + layer.range.fadeIn + range.to - layer.range.fadeOut) / 2;
    assert.deepEqual(["jawOpen", "headYaw", "headScale"].map((name) => seen(after, name, middle)), [0.8, -0.5, 1.2]);
  }
});

test("the same range again changes its layer", () => {
  const range = { from: 25, to: 50 };
  const once = editRange(project(), { jawOpen: 0.8 }, range, { fadeIn: 2, fadeOut: 2 });
  const twice = editRange(once.project, { jawOpen: 0.4, mouthPucker: 0.3 }, range, { fadeIn: 4, fadeOut: 2 });
  assert.equal(twice.project.track.layers.length, 2);
  assert.equal(twice.layer, once.layer);
  assert.deepEqual([seen(twice.project, "jawOpen", 35), seen(twice.project, "mouthPucker", 35)], [0.4, 0.3]);
  assert.equal(editRange(twice.project, { jawOpen: 0.4 }, range, { fadeIn: 4, fadeOut: 2 }).project, twice.project);
});

test("fades longer than the range are shortened to fit, and an empty range is refused", () => {
  const { project: after } = editRange(project(), { jawOpen: 1 }, { from: 10, to: 20 }, { fadeIn: 30, fadeOut: 10 });
  assert.deepEqual(after.track.layers[1].range, { from: 10, to: 20, fadeIn: 7.5, fadeOut: 2.5 });
  assert.equal(seen(after, "jawOpen", 17.5), 1);
  assert.throws(() => editRange(project(), { jawOpen: 1 }, { from: 10, to: 9 }, { fadeIn: 0, fadeOut: 0 }), /mark some frames/);
  assert.throws(() => editRange(project(), { jawOpen: 1 }, { from: 10, to: 10 }, { fadeIn: 0, fadeOut: 0 }), /needs two at least/);
});

test("held values are kept in their channel's range and must be numbers", () => {
  const hold = (value) => editRange(project(), { jawOpen: value }, { from: 10, to: 20 }, { fadeIn: 0, fadeOut: 0 });
  assert.equal(hold(7).project.track.layers[1].curves.jawOpen.keys[0].value, 1);
  assert.throws(() => hold(NaN), /enter a number/);
});

test("what a range holds is what is seen, at any strength", () => {
  const strong = frozen({ ...project(), strength: { Jaw: 1.5 } });
  assert.ok(Math.abs(seen(editRange(strong, { jawOpen: 0.6 }, { from: 10, to: 20 }, { fadeIn: 0, fadeOut: 0 }).project, "jawOpen", 15) - 0.6) < 1e-12);
});

test("the mouth opens at second 1 and nowhere else", () => {
  const { project: after, layer } = setMacro(project(), macro("mouth"), 0.9, { here: 25, frames: 5 });
  assert.equal(after.track.layers[layer].name, "Edits");
  assert.ok(Math.abs(seen(after, "jawOpen", 25) - 0.9) < 1e-12);
  for (const frame of [0, 12.3, 20, 30, 77]) assert.deepEqual(evaluateTrack(after.track, frame), evaluateTrack(capture(), frame));
});

test("a slider moved again at the same frame changes its key; nearby it joins the keys that are there", () => {
  const once = setMacro(project(), macro("mouth"), 0.9, { here: 25 }).project;
  const again = setMacro(once, macro("mouth"), 0.5, { here: 25 }).project;
  assert.deepEqual(again.track.layers[1].curves.jawOpen.keys.map(({ frame }) => frame), [20, 25, 30]);
  const near = setMacro(again, macro("mouth"), 0.7, { here: 27 }).project;
  assert.deepEqual(near.track.layers[1].curves.jawOpen.keys.map(({ frame }) => frame), [20, 25, 27, 30]);
  assert.ok(Math.abs(seen(near, "jawOpen", 25) - 0.5) < 1e-12);
  assert.equal(setMacro(near, macro("mouth"), 0.7, { here: 27 }).project, near);
});

test("a smile only in the middle second", () => {
  const { project: after } = setMacro(project(), macro("smile"), 1, { range: { from: 37, to: 62 }, fade: 4 });
  assert.deepEqual([seen(after, "mouthSmileLeft", 50), seen(after, "mouthSmileRight", 50)], [1, 1]);
  assert.deepEqual(Object.keys(after.track.layers[1].curves), ["mouthSmileLeft", "mouthSmileRight"]);
  for (const frame of [0, 36.99, 62.01, 99]) assert.deepEqual(evaluateTrack(after.track, frame), evaluateTrack(capture(), frame));
});

test("reaching all, the whole motion is shifted", () => {
  const { project: after } = setMacro(project(), macro("turn"), 20, { all: true, here: 40 });
  assert.ok(Math.abs(macroValue(after.track, macro("turn"), 40) - 20) < 1e-9);
  const by = seen(after, "headYaw", 40) - seen(project(), "headYaw", 40);
  for (const frame of [0, 60, 99]) assert.ok(Math.abs(seen(after, "headYaw", frame) - seen(project(), "headYaw", frame) - by) < 1e-12);
  const back = setMacro(after, macro("turn"), 5, { all: true, here: 40 }).project;
  assert.equal(back.track.layers.length, 2);
  assert.ok(Math.abs(macroValue(back.track, macro("turn"), 40) - 5) < 1e-9);
});

test("every slider shows what it wrote", () => {
  for (const m of macros.slice(0, -1))
    for (const value of [m.minimum, m.minimum / 3, m.maximum / 2, m.maximum]) {
      const { project: after } = setMacro(project(), m, value, { here: 50 });
      assert.ok(Math.abs(macroValue(after.track, m, 50) - value) < 1e-9, `${m.name} ${value}`);
    }
  const doubled = setMacro(project(), macro("strength"), 2, { here: 0 }).project;
  assert.equal(strengthOf(doubled), 2);
  assert.deepEqual(setMacro(doubled, macro("strength"), 1, { here: 0 }).project, project());
});

test("a slider at rest writes nothing where nothing moves", () => {
  const start = project();
  assert.equal(setMacro(start, macro("brows"), 0, { here: 10 }).project, start);
});

test("keys that a range would hide go to a layer above it", () => {
  const held = editRange(ensureEdits(project()).project, { jawOpen: 0 }, { from: 20, to: 40 }, { fadeIn: 0, fadeOut: 0 }).project;
  const { project: after, layer } = setMacro(held, macro("mouth"), 0.7, { here: 30 });
  assert.equal(layer, 3);
  assert.ok(Math.abs(seen(after, "jawOpen", 30) - 0.7) < 1e-12);
  assert.equal(setMacro(held, macro("smile"), 0.7, { here: 30 }).layer, 1);
});

test("without its edits a motion is the capture, byte for byte", () => {
  const bytes = JSON.stringify(project());
  let edited = setMacro(project(), macro("smile"), 1, { here: 25 }).project;
  edited = editRange(edited, { eyeBlinkLeft: 0 }, { from: 25, to: 36 }, { fadeIn: 2, fadeOut: 2 }).project;
  edited = setMacro(setLayer(edited, 0, { mute: true }), macro("strength"), 0.5, { here: 0 }).project;
  assert.equal(JSON.stringify(removeEdits(frozen({ ...edited, muted: ["jawOpen"] }))), bytes);
  const start = project();
  assert.equal(removeEdits(start), start);

  // So it is after what changes the capture itself; and where it is not changed, it is not kept twice.
  const looped = closeLoop(edited, 10);
  assert.equal(JSON.stringify(removeEdits(looped)), bytes);
  assert.equal(JSON.stringify(removeEdits(trim(offsetCurves(looped, ["jawOpen"], 7), { from: 10, to: 60 }))), bytes);
  assert.equal(offsetCurves(edited, ["mouthPucker"], 7).capture, undefined);
  const ring = project({ ...capture(), loop: true });
  assert.equal(closeLoop(ring, 10).capture, undefined);
  assert.equal(removeEdits(closeLoop(ring, 10)).track.loop, true);
});

test("a motion that was not captured has nothing to go back to", () => {
  const preset = { version: 1, name: "Laugh", track: { version: 1, rate: 25, length: 3, layers: [{ name: "Performance", kind: "preset", mode: "replace", curves: {} }] } };
  assert.throws(() => removeEdits(preset), /not captured/);
});

test("layers keep the captured motion below", () => {
  const start = addLayer(addLayer(project()).project).project;
  assert.deepEqual(start.track.layers.map(({ name }) => name), ["Captured", "Edits", "Edits 2"]);
  assert.deepEqual(moveLayer(start, 2, 0).track.layers.map(({ name }) => name), ["Captured", "Edits 2", "Edits"]);
  assert.equal(moveLayer(start, 2, 9), start);
  assert.throws(() => moveLayer(start, 0, 1), /cannot be edited/);
  assert.throws(() => removeLayer(start, 0), /cannot be edited/);
  assert.throws(() => setLayer(start, 0, { weight: 0.5 }), /cannot be edited/);
  assert.throws(() => setLayer(start, 1, { name: "  " }), /needs a name/);
  const set = setLayer(start, 1, { name: "Mine", mode: "replace", weight: 3, mute: true });
  assert.deepEqual(set.track.layers[1], { name: "Mine", kind: "edits", mode: "replace", curves: {}, mute: true });
  assert.deepEqual(setLayer(set, 1, { name: "Edits", mode: "additive", mute: false }), start);
});

test("there is an end to layers", () => {
  let full = project();
  while (full.track.layers.length < 64) full = addLayer(full).project;
  assert.throws(() => addLayer(full), /64 layers/);
});
