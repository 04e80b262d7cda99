import assert from "node:assert/strict";
import { test } from "node:test";
import { copyKeys, pasteKeys, readClip } from "../../wwwroot/js/curve-editor/clipboard.js";
import { evaluateCurve } from "../../wwwroot/js/curve-editor/curve.js";
import * as edit from "../../wwwroot/js/curve-editor/keys.js";
import { addLayer, ensureEdits } from "../../wwwroot/js/curve-editor/layers.js";
import { twinChannel, withTwins } from "../../wwwroot/js/curve-editor/linked.js";
import { mirrorChannel, mirrorKeys, mirrorProject } from "../../wwwroot/js/curve-editor/mirror.js";
import { simplify } from "../../wwwroot/js/curve-editor/simplify.js";
import { channels } from "../../wwwroot/js/curve-editor/track.js";
import { frozen, makeRandom, project, randomProject } from "./made-projects.mjs";
import { seen } from "./seen.mjs";

const LAYER = 1;
const names = channels.map(({ name }) => name);

/** A project with these curves in its layer of edits. */
const withCurves = (curves, mode = "replace", more = {}) =>
  frozen({ ...addLayer(project(), { mode, curves: Object.fromEntries(Object.entries(curves).map(([name, keys]) => [name, { keys }])) }).project, ...more });
const ramp = [{ frame: 10, value: 0.1 }, { frame: 20, value: 0.6 }, { frame: 30, value: 0.4 }];
const refs = (channel, ...indices) => indices.map((index) => ({ channel, index }));
const keysOf = (p, name) => p.track.layers[LAYER].curves[name]?.keys;
const frames = (p, name = "jawOpen") => keysOf(p, name).map(({ frame }) => frame);
const values = (p, name = "jawOpen") => keysOf(p, name).map(({ value }) => value);
const near = (found, expected, where = "", tolerance = 1e-9) => assert.ok(Math.abs(found - expected) <= tolerance, `${where}: expected ${expected}, found ${found}`);

test("a key lies on the curve, in the kind of its segment, unless it has a value", () => {
  const start = withCurves({ jawOpen: [{ frame: 0, value: 0, kind: "linear" }, { frame: 10, value: 1 }] });
  const { project: after, selection } = edit.addKey(start, LAYER, "jawOpen", 5);
  assert.deepEqual(keysOf(after, "jawOpen")[1], { frame: 5, value: 0.5, kind: "linear" });
  assert.deepEqual(selection, refs("jawOpen", 1));
  assert.deepEqual(values(edit.addKey(after, LAYER, "jawOpen", 5, 0.9).project), [0, 0.9, 1]);
  assert.equal(values(edit.addKey(start, LAYER, "headScale", 5).project, "headScale")[0], 1);
  assert.equal(edit.addKey(after, LAYER, "jawOpen", 5).project, after);
});

test("a set value is what the face shows, through all layers, weights and strengths", () => {
  let solved = 0;
  for (let seed = 1; seed <= 80; seed++) {
    const random = makeRandom(seed);
    const start = frozen({ ...randomProject(random), ...(seed % 3 === 0 && { strength: { Jaw: 1.5, Head: 0.5 } }) });
    const [name, frame] = [random.pick(["jawOpen", "headYaw", "headScale", "browInnerUp"]), random.whole(0, 99)];
    const { minimum, maximum } = channels.find((c) => c.name === name);
    const value = random.between(minimum, maximum);
    try {
      near(seen(edit.setValue(start, LAYER, name, frame, value).project, name, frame), value, `seed ${seed} ${name}`);
      solved++;
    } catch (fault) {
      assert.match(fault.message, /hides browInnerUp/);
    }
  }
  assert.ok(solved > 60, `${solved} of 80`);
});

test("linked, the other side follows: both eyes look the same way", () => {
  const { project: after } = edit.setValue(ensureEdits(project()).project, LAYER, "eyeLookInLeft", 5, 0.7, { linked: true });
  assert.deepEqual([seen(after, "eyeLookInLeft", 5), seen(after, "eyeLookOutRight", 5), seen(after, "eyeLookInRight", 5)], [0.7, 0.7, 0]);
  assert.equal(twinChannel("jawLeft"), null);
  assert.equal(twinChannel("headYaw"), null);
  for (const name of names) if (twinChannel(name)) assert.equal(twinChannel(twinChannel(name)), name);
  const pair = withCurves({ mouthSmileLeft: ramp, mouthSmileRight: ramp.slice(1) });
  assert.deepEqual(withTwins(pair, LAYER, refs("mouthSmileLeft", 0, 2)), [...refs("mouthSmileLeft", 0, 2), ...refs("mouthSmileRight", 1)]);
});

test("moved keys stay in the track as a block and in their range one by one", () => {
  const start = withCurves({ jawOpen: ramp });
  assert.deepEqual(frames(edit.moveKeys(start, LAYER, refs("jawOpen", 0, 1), -50, 0).project), [0, 10, 30]);
  assert.deepEqual(frames(edit.moveKeys(start, LAYER, refs("jawOpen", 1, 2), 500, 0).project), [10, 89, 99]);
  assert.deepEqual(values(edit.moveKeys(start, LAYER, refs("jawOpen", 0, 1, 2), 0, 0.5).project), [0.6, 1, 0.9]);
  assert.equal(edit.moveKeys(start, LAYER, refs("jawOpen", 0), 0, 0).project, start);
});

test("a key moved onto another replaces it; one moved past another stays selected", () => {
  const start = withCurves({ jawOpen: ramp });
  const onto = edit.moveKeys(start, LAYER, refs("jawOpen", 0), 10, 0);
  assert.deepEqual([frames(onto.project), values(onto.project)], [[20, 30], [0.1, 0.4]]);
  const past = edit.moveKeys(start, LAYER, refs("jawOpen", 0), 15, 0);
  assert.deepEqual([frames(past.project), past.selection], [[20, 25, 30], refs("jawOpen", 1)]);
  const jump = withCurves({ jawOpen: [{ frame: 5, value: 0 }, { frame: 5, value: 1 }] });
  assert.equal(keysOf(edit.setKind(jump, LAYER, refs("jawOpen", 1), "hold").project, "jawOpen").length, 2);
});

test("scaling about pivots, also backwards", () => {
  const start = withCurves({ jawOpen: ramp });
  const half = edit.scaleKeys(start, LAYER, refs("jawOpen", 0, 1, 2), { frame: 10, by: 0.5 }, { value: 0, by: 0.5 }).project;
  assert.deepEqual([frames(half), values(half)], [[10, 15, 20], [0.05, 0.3, 0.2]]);
  const back = edit.scaleKeys(start, LAYER, refs("jawOpen", 0, 1, 2), { frame: 20, by: -1 }, { value: 0, by: 1 }).project;
  assert.deepEqual(keysOf(back, "jawOpen"), keysOf(edit.reverseKeys(start, LAYER, refs("jawOpen", 0, 1, 2)).project, "jawOpen"));
});

test("reversed keys play the curve backwards, twice is as before", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const keys = randomProject(makeRandom(seed)).track.layers[1].curves;
    const [name, curve] = Object.entries(keys)[0];
    const smooth = curve.keys.map((key) => (key.kind === "hold" ? { ...key, kind: "linear" } : key));
    if (smooth.length < 2) continue;
    const start = withCurves({ [name]: smooth });
    const all = refs(name, ...smooth.keys());
    const [first, last] = [smooth[0].frame, smooth.at(-1).frame];
    const once = edit.reverseKeys(start, LAYER, all).project;
    for (let frame = first; frame <= last; frame += 0.5)
      near(evaluateCurve({ keys: keysOf(once, name) }, frame), evaluateCurve({ keys: smooth }, first + last - frame), `seed ${seed} at ${frame}`, 1e-6);
    const twice = edit.reverseKeys(once, LAYER, all).project;
    for (let frame = first; frame <= last; frame += 0.5) near(evaluateCurve({ keys: keysOf(twice, name) }, frame), evaluateCurve({ keys: smooth }, frame), `seed ${seed}`, 1e-6);
  }
});

test("numbers entered: the first key goes to the frame and takes the others along, the value is for all", () => {
  const after = edit.setKeys(withCurves({ jawOpen: ramp }), LAYER, refs("jawOpen", 1, 2), { frame: 25, value: 0.3 }).project;
  assert.deepEqual([frames(after), values(after)], [[10, 25, 35], [0.1, 0.3, 0.3]]);
  assert.throws(() => edit.setKeys(after, LAYER, refs("jawOpen", 1), { value: NaN }), /enter a number/);
});

test("copies are selected, deleted keys go, and a curve without keys goes too", () => {
  const start = withCurves({ jawOpen: ramp });
  const twice = edit.duplicateKeys(start, LAYER, refs("jawOpen", 0, 1), 40);
  assert.deepEqual([frames(twice.project), twice.selection], [[10, 20, 30, 50, 60], refs("jawOpen", 3, 4)]);
  assert.deepEqual(edit.deleteKeys(twice.project, LAYER, twice.selection).project, start);
  assert.deepEqual(edit.deleteKeys(start, LAYER, refs("jawOpen", 0, 1, 2)).project.track.layers[LAYER].curves, {});
  assert.deepEqual(edit.keysIn(start, LAYER, { from: 15, to: 30 }), refs("jawOpen", 1, 2));
});

test("handles: aligned and free keep the shape, and aligned ones stay in line", () => {
  const start = withCurves({ jawOpen: ramp });
  for (const type of ["aligned", "free"]) {
    const baked = edit.setHandles(start, LAYER, refs("jawOpen", 0, 1, 2), type).project;
    for (let frame = 5; frame < 35; frame += 0.5) near(evaluateCurve({ keys: keysOf(baked, "jawOpen") }, frame), evaluateCurve({ keys: ramp }, frame));
    assert.deepEqual(keysOf(edit.setHandles(baked, LAYER, refs("jawOpen", 0, 1, 2), "auto").project, "jawOpen"), ramp);
  }
  const moved = keysOf(edit.moveHandle(start, LAYER, refs("jawOpen", 1)[0], "out", [5, 0.2]).project, "jawOpen")[1];
  assert.equal(moved.handles, "aligned");
  assert.deepEqual(moved.out, [5, 0.2]);
  near(moved.in[1] / moved.in[0], 0.2 / 5);
  const free = edit.setHandles(start, LAYER, refs("jawOpen", 1), "free").project;
  assert.deepEqual(keysOf(edit.moveHandle(free, LAYER, refs("jawOpen", 1)[0], "in", [3, 0.2]).project, "jawOpen")[1].in, [0, 0.2]);
});

test("easings do what they are called", () => {
  const start = withCurves({ jawOpen: [{ frame: 0, value: 0 }, { frame: 10, value: 0.5 }] });
  const speed = (easing, frame) => {
    const keys = keysOf(edit.easeKeys(start, LAYER, refs("jawOpen", 0, 1), easing).project, "jawOpen");
    return (evaluateCurve({ keys }, frame + 0.01) - evaluateCurve({ keys }, frame - 0.01)) / 0.02;
  };
  near(speed("linear", 2), 0.05, "linear", 1e-6);
  assert.ok(speed("ease", 0.1) < 0.01 && speed("ease", 9.9) < 0.01 && speed("ease", 5) > 0.06);
  assert.ok(speed("ease-in", 0.1) > 0.04 && speed("ease-in", 9.9) < 0.01);
  assert.ok(speed("ease-out", 0.1) < 0.01 && speed("ease-out", 9.9) > 0.04);
  const over = keysOf(edit.easeKeys(start, LAYER, refs("jawOpen", 1), "overshoot").project, "jawOpen");
  const highest = Math.max(...Array.from({ length: 101 }, (_, i) => evaluateCurve({ keys: over }, i / 10)));
  assert.ok(highest > 0.52 && highest < 0.6, `overshoots to ${highest}`);
  const flat = keysOf(edit.flattenKeys(withCurves({ jawOpen: [...ramp, { frame: 40, value: 0.1 }] }), LAYER, refs("jawOpen", 2)).project, "jawOpen")[2];
  assert.deepEqual([flat.in[1], flat.out[1]], [0, 0]);
});

test("keys pasted elsewhere keep their shape, and their seconds at another rate", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = makeRandom(seed);
    const { curves } = randomProject(random).track.layers[1];
    const [name, { keys }] = Object.entries(curves)[0];
    if (keys.length < 3 || keys.some(({ value }) => Math.abs(value) > 1)) continue; // beyond the range of the other channel
    const start = withCurves({ [name]: keys });
    const chosen = refs(name, ...[...keys.keys()].slice(1));
    const clip = readClip(JSON.stringify(copyKeys(start, LAYER, chosen)));
    const fast = frozen({ ...start, track: { ...start.track, rate: 50 } });
    const { project: after, selection } = pasteKeys(fast, LAYER, clip, 30, { channel: "headRoll" });
    assert.equal(selection.length, keys.length - 1);
    for (let frame = keys[1].frame; frame <= keys.at(-1).frame; frame += 0.5)
      near(evaluateCurve({ keys: keysOf(after, "headRoll") }, 30 + (frame - keys[1].frame) * 2), evaluateCurve({ keys }, frame), `seed ${seed}, ${name} at ${frame}`, 1e-6);
  }
});

test("pasting clears the stretch it covers; what is no clip is refused", () => {
  const start = withCurves({ jawOpen: ramp, headYaw: ramp });
  const clip = copyKeys(start, LAYER, refs("jawOpen", 0, 2));
  assert.deepEqual(frames(pasteKeys(start, LAYER, clip, 15).project), [10, 15, 35]);
  const both = copyKeys(start, LAYER, [...refs("jawOpen", 1), ...refs("headYaw", 2)]);
  assert.deepEqual(both.keys.headYaw.map(({ frame }) => frame), [10]);
  assert.throws(() => pasteKeys(start, LAYER, both, 0, { channel: "tongueOut" }), /several channels/);
  for (const text of ["", "{}", '{"version":1,"rate":25,"keys":{"nose":[]}}', '{"version":1,"rate":25,"keys":{"jawOpen":[{"frame":"1","value":0}]}}']) assert.throws(() => readClip(text), /holds no keys/);
});

test("mirrored keys change sides and signs, and so does the whole motion; twice is as before", () => {
  const start = withCurves({ mouthSmileLeft: ramp, headYaw: [{ frame: 10, value: 0.2, handles: "free", in: [-1, 0.1], out: [1, 0.3] }] });
  const { project: after } = mirrorKeys(start, LAYER, [...refs("mouthSmileLeft", 0, 1, 2), ...refs("headYaw", 0)]);
  assert.equal(keysOf(after, "mouthSmileLeft"), undefined);
  assert.deepEqual(keysOf(after, "mouthSmileRight"), ramp);
  assert.deepEqual(keysOf(after, "headYaw")[0], { frame: 10, value: -0.2, handles: "free", in: [-1, -0.1], out: [1, -0.3] });
  for (let seed = 1; seed <= 20; seed++) {
    const whole = randomProject(makeRandom(seed), { wild: true });
    const mirrored = mirrorProject(whole);
    for (const frame of [0, 12.5, 50, 99])
      for (const { name } of channels) near(seen(mirrored, mirrorChannel(name), frame), ["headYaw", "headRoll", "headX"].includes(name) ? -seen(whole, name, frame) : seen(whole, name, frame), name);
    assert.equal(JSON.stringify(mirrorProject(mirrored).track), JSON.stringify(whole.track));
  }
});

test("simplifying stays within its tolerance and says what it did", () => {
  const noisy = makeRandom(3);
  const dense = Array.from({ length: 100 }, (_, frame) => ({ frame, value: 0.5 + 0.3 * Math.sin(frame / 8) + noisy.between(-0.01, 0.01), kind: "linear" }));
  const start = withCurves({ jawOpen: dense, headYaw: ramp });
  const { project: after, before, after: count, error } = simplify(start, LAYER, ["jawOpen", "headYaw", "tongueOut"], 0.03);
  assert.equal(before, 103);
  assert.equal(count, keysOf(after, "jawOpen").length + 3);
  assert.ok(count < 30, `${count} keys`);
  const worst = Math.max(...dense.map(({ frame, value }) => Math.abs(evaluateCurve({ keys: keysOf(after, "jawOpen") }, frame) - value)));
  near(error, worst);
  assert.ok(error <= 0.03 && error > 0);
  assert.deepEqual(keysOf(after, "headYaw"), ramp);
  assert.throws(() => simplify(start, LAYER, ["jawOpen"], 0), /above 0/);
});

test("what cannot be edited says why", () => {
  const start = withCurves({ jawOpen: ramp });
  const fault = (make, expected) => assert.throws(make, { message: expected });
  fault(() => edit.addKey(start, 0, "jawOpen", 5, 0), 'The layer "Captured" cannot be edited; edit the layer "Edits" above it.');
  fault(() => edit.addKey(start, 9, "jawOpen", 5, 0), "There is no such layer; choose another one.");
  fault(() => edit.addKey(start, LAYER, "nose", 5, 0), 'There is no channel "nose".');
  fault(() => edit.deleteKeys(start, LAYER, []), "No key is selected; select keys first.");
  fault(() => edit.deleteKeys(start, LAYER, refs("jawOpen", 7)), "The selected key of jawOpen is gone; select again.");
  fault(() => edit.addKey(frozen({ ...start, locked: ["jawOpen"] }), LAYER, "jawOpen", 5, 0), "jawOpen is locked; unlock it to change it.");
  const sampled = addLayer(project(), { curves: { jawOpen: { samples: [0, 1] } } }).project;
  fault(() => edit.addKey(sampled, LAYER, "jawOpen", 5, 0), "jawOpen has a sample at every frame here; simplify it into keys first.");
  const muted = addLayer(project(), { mute: true }).project;
  fault(() => edit.setValue(muted, LAYER, "jawOpen", 5, 1), 'The layer "Edits" does not act at frame 5; choose another layer.');
  fault(() => edit.setValue(frozen({ ...start, strength: { Jaw: 0 } }), LAYER, "jawOpen", 5, 1), "The strength of Jaw is 0; raise it first.");
});

test("scaled keys stay in the track that they were in, and whole frames stay whole", () => {
  const frames = (p) => p.track.layers[1].curves.cheekPuff.keys.map(({ frame }) => frame);
  let start = ensureEdits(project()).project;
  for (const frame of [10, 30, 50]) start = edit.addKey(start, 1, "cheekPuff", frame, 0.5).project;
  const refs = [0, 1, 2].map((index) => ({ channel: "cheekPuff", index }));
  const scaled = (pivot, by) => frames(edit.scaleKeys(start, 1, refs, { frame: pivot, by }, { value: 0, by: 1 }).project);
  assert.deepEqual(scaled(10, 1.5), [10, 40, 70]);
  assert.deepEqual(scaled(10, 99), [10, 54.5, 99], "to the last frame and no further");
  assert.deepEqual(scaled(50, 99), [0, 25, 50]);
  assert.deepEqual(scaled(30, -99), [0, 30, 60], "turned round, too");
  assert.deepEqual(scaled(10, (64 - 10) / 40), [10, 37, 64]);
});

test("pasted into another channel, values stay in its range", () => {
  const far = withCurves({ headX: [{ frame: 10, value: 3 }, { frame: 20, value: -3 }] });
  const clip = copyKeys(far, LAYER, refs("headX", 0, 1));
  for (const [mode, low] of [["replace", 0], ["additive", -1]]) {
    const { project: begun, layer } = addLayer(project(), { mode });
    assert.deepEqual(pasteKeys(begun, layer, clip, 30, { channel: "jawOpen" }).project.track.layers[layer].curves.jawOpen.keys.map(({ value }) => value), [1, low]);
  }
});
