import assert from "node:assert/strict";
import { test } from "node:test";
import { replaceCapture, toKeys } from "../../wwwroot/js/curve-editor/bake.js";
import { evaluateCurve } from "../../wwwroot/js/curve-editor/curve.js";
import { setMacro, macros } from "../../wwwroot/js/curve-editor/macros.js";
import { dropPreset } from "../../wwwroot/js/curve-editor/preset.js";
import { removeEdits } from "../../wwwroot/js/curve-editor/capture.js";
import { mirrorProject } from "../../wwwroot/js/curve-editor/mirror.js";
import { closeLoop, retime, rippleDelete, rippleInsert, trim } from "../../wwwroot/js/curve-editor/time.js";
import { fitKeys } from "../../wwwroot/js/curve-editor/simplify.js";
import { channels, evaluateTrack } from "../../wwwroot/js/curve-editor/track.js";
import { capture, frozen, makeRandom, project, randomProject } from "./made-projects.mjs";
import { seen } from "./seen.mjs";

const nod = frozen({
  version: 1, rate: 30, length: 60, loop: true,
  layers: [
    { name: "Performance", kind: "preset", mode: "replace", curves: { headPitch: { keys: [{ frame: 0, value: 0 }, { frame: 15, value: -0.2, handles: "free", in: [-5, 0], out: [5, 0.1] }, { frame: 60, value: 0 }] }, eyeBlinkLeft: { samples: Array(61).fill(0.1) } } },
    { name: "Blinks", kind: "preset", mode: "additive", curves: { eyeBlinkLeft: { keys: [{ frame: 28, value: 0 }, { frame: 30, value: 0.8 }, { frame: 34, value: 0 }] } } },
  ],
});

test("a dropped preset plays in its own time at the playhead, weighted and faded, and nowhere else", () => {
  const { project: after, layer } = dropPreset(project(), nod, "Nod", 20, { weight: 0.5, fade: 4 });
  const { range, kind, mode, weight } = after.track.layers[layer];
  assert.deepEqual([range, kind, mode, weight], [{ from: 20, to: 70, fadeIn: 4, fadeOut: 4 }, "preset", "replace", 0.5]);
  for (const frame of [0, 19.9, 70.1, 99]) assert.deepEqual(evaluateTrack(after.track, frame), evaluateTrack(capture(), frame));
  const inPreset = (name, frame) => evaluateTrack(nod, (frame - 20) * 1.2)[channels.findIndex((c) => c.name === name)];
  for (let frame = 24; frame <= 66; frame++) {
    assert.ok(Math.abs(seen(after, "headPitch", frame) - inPreset("headPitch", frame) / 2) < 1e-9, `pitch at ${frame}`);
    assert.ok(Math.abs(seen(after, "eyeBlinkLeft", frame) - (inPreset("eyeBlinkLeft", frame) + seen(project(), "eyeBlinkLeft", frame)) / 2) < 0.01, `lid at ${frame}`);
  }
  assert.throws(() => dropPreset(frozen({ ...project(), locked: ["headPitch"] }), nod, "Nod", 0), /headPitch is locked/);
});

test("what is played becomes keys in a layer of its own, near to it in the range and equal outside", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const before = randomProject(makeRandom(seed));
    const { project: after, layer } = toKeys(before, ["jawOpen", "headYaw", "tongueOut"], { from: 10, to: 35 }, 0.01);
    const { curves } = after.track.layers[layer];
    assert.ok(!curves.tongueOut && curves.jawOpen.keys.length < 26 && curves.headYaw.keys.length < 26);
    for (let frame = 0; frame < 100; frame++) {
      const inside = frame >= 10 && frame <= 35;
      for (const [name, span] of [["jawOpen", 1], ["headYaw", 2.4]]) assert.ok(Math.abs(seen(after, name, frame) - seen(before, name, frame)) <= (inside ? 0.01 * span + 1e-9 : 0), `seed ${seed}: ${name} at ${frame}`);
    }
  }
  assert.throws(() => toKeys(project(), ["tongueOut"], { from: 0, to: 9 }, 0.01), /Nothing moves/);
});

test("a new capture goes under the same edits", () => {
  const edited = setMacro(project(), macros[0], 1, { range: { from: 20, to: 40 } }).project;
  const longer = capture(150);
  const after = replaceCapture(edited, longer);
  assert.equal(after.track.length, 150);
  assert.deepEqual(after.track.layers, [...longer.layers, ...edited.track.layers.slice(1)]);
  assert.equal(replaceCapture(edited, capture()), edited);
  assert.throws(() => replaceCapture(edited, { ...longer, rate: 30 }), /at the same rate/);
});

test("a new capture is cut, held and stretched as the old one was, and the edits stay with their pictures", () => {
  const driven = frozen({ ...project(), source: { driver: "a-clip", from: 2, to: 6 } });
  let timed = setMacro(driven, macros[0], 1, { range: { from: 50, to: 60 } }).project;
  timed = rippleInsert(rippleDelete(trim(timed, { from: 10, to: 89 }), { from: 5, to: 14 }), 20, 6);
  assert.equal(replaceCapture(timed, capture()), timed, "the same capture again changes nothing");
  timed = retime(timed, { from: 60, to: 69 }, 15);

  const other = structuredClone(capture());
  other.layers[0].curves.jawOpen.samples = other.layers[0].curves.jawOpen.samples.map((_, i) => Math.fround(i / 100));
  const after = replaceCapture(timed, other);
  assert.deepEqual([after.track.length, after.source, after.capture], [timed.track.length, timed.source, other]);
  assert.deepEqual(after.track.layers.slice(1), timed.track.layers.slice(1));
  const range = after.track.layers[1].range;
  assert.ok(Math.abs(seen(after, "jawOpen", range.from) - 0.5) < 0.011, `frame 50 of the clip is where its edit is: ${seen(after, "jawOpen", range.from)}`);
  for (const [frame, picture] of [[0, 10], [4, 14], [5, 25], [20, 40], [23, 40], [26, 40], [40, 54]]) assert.ok(Math.abs(seen(after, "jawOpen", frame) - picture / 100) < 1e-6, `frame ${frame}`);
  assert.deepEqual(removeEdits(after).track, other);

  // A mirror or a shift of the capture is no edit of time: the new capture comes without it.
  const mirrored = replaceCapture(mirrorProject(driven), capture());
  assert.deepEqual([mirrored.track.layers, mirrored.capture], [capture().layers, undefined]);
  assert.equal(removeEdits(replaceCapture(closeLoop(driven, 10), other)).track.loop, undefined);
});

test("fitted keys are few and within the tolerance of every sample", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = makeRandom(seed);
    const [a, b, c] = [random.between(3, 20), random.between(3, 20), random.between(0, 0.05)];
    const samples = Array.from({ length: random.whole(1, 200) }, (_, i) => Math.sin(i / a) + Math.cos(i / b) + random.between(-c, c));
    const keys = fitKeys(samples, 0.06);
    samples.forEach((sample, i) => assert.ok(Math.abs(evaluateCurve({ keys }, i) - sample) <= 0.06 + 1e-9, `seed ${seed}, sample ${i}`));
    assert.ok(keys.length <= samples.length / 2 + 2, `seed ${seed}: ${keys.length} keys for ${samples.length} samples`);
  }
});
