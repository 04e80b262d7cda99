import assert from "node:assert/strict";
import { test } from "node:test";
import { blinks, removeBlink } from "../../wwwroot/js/curve-editor/blinks.js";
import { evaluateCurve } from "../../wwwroot/js/curve-editor/curve.js";
import { played } from "../../wwwroot/js/curve-editor/project.js";
import { splitAt } from "../../wwwroot/js/curve-editor/split.js";
import { closeLoop, offsetCurves, retime, rippleDelete, rippleInsert, setStrength, smooth, trim } from "../../wwwroot/js/curve-editor/time.js";
import { channels, evaluateTrack } from "../../wwwroot/js/curve-editor/track.js";
import { BLINKS, capture, frozen, makeRandom, project, randomProject } from "./made-projects.mjs";
import { seen } from "./seen.mjs";

const SEEDS = Array.from({ length: 60 }, (_, i) => i + 1);
const names = channels.map(({ name }) => name);
const unlooped = (p) => frozen({ ...p, track: { ...p.track, loop: undefined } });

test("a key more leaves the shape of a curve", () => {
  for (const seed of SEEDS) {
    const random = makeRandom(seed);
    for (const { keys } of Object.values(randomProject(random).track.layers[1].curves)) {
      const split = splitAt(keys, random.between(-10, 110));
      for (let frame = -15; frame < 115; frame += 0.37) near(evaluateCurve({ keys: split }, frame), evaluateCurve({ keys }, frame), `seed ${seed}, frame ${frame}`);
    }
  }
});

test("inserted frames hold what was there; before and after nothing changes", () => {
  for (const seed of SEEDS) {
    const random = makeRandom(seed);
    const before = unlooped(randomProject(random));
    const [at, count] = [outsideFades(random.whole(0, 100)), random.whole(1, 30)];
    const after = rippleInsert(before, at, count);
    assert.equal(after.track.length, 100 + count);
    for (let frame = 0; frame < 99 + count; frame += 0.5) {
      const old = frame <= at ? frame : Math.max(at, frame - count);
      sameAt(after, frame, before, old, `seed ${seed}: inserted ${count} at ${at}`);
    }
  }
});

test("deleted frames go, and what follows moves up", () => {
  for (const seed of SEEDS) {
    const random = makeRandom(seed);
    const before = unlooped(randomProject(random));
    const from = outsideFades(random.whole(0, 95));
    const to = Math.max(from, outsideFades(Math.min(99, from + random.whole(0, 30)) + 1) - 1);
    const count = to + 1 - from;
    const after = rippleDelete(before, { from, to });
    assert.equal(after.track.length, 100 - count);
    const cutsRange = [from, to].some((frame) => frame >= 40 && frame <= 60);
    for (let frame = 0; frame < 100 - count; frame++) if (!cutsRange) sameAt(after, frame, before, frame < from ? frame : frame + count, `seed ${seed}: deleted ${from} to ${to}`);
  }
  assert.throws(() => rippleDelete(project(), { from: 0, to: 99 }), /leave at least one/);
});

test("a trimmed motion is the range and nothing else", () => {
  for (const seed of SEEDS) {
    const random = makeRandom(seed);
    const before = randomProject(random);
    const from = random.whole(0, 60);
    const to = from + random.whole(1, 39);
    const after = trim(before, { from, to });
    for (let frame = 0; frame <= to - from; frame += 0.5) sameAt(after, frame, before, from + frame, `seed ${seed}: trimmed to ${from} to ${to}`);
  }
  const whole = project();
  assert.equal(trim(whole, { from: 0, to: 99 }), whole);
});

test("a retimed range plays at another speed; outside nothing changes", () => {
  for (const seed of SEEDS) {
    const random = makeRandom(seed);
    const before = unlooped(randomProject(random));
    const [from, frames] = [outsideFades(random.whole(0, 80)), random.whole(1, 40)];
    const to = outsideFades(from + random.whole(2, 18)) - 1;
    if (to < from) continue;
    const count = to + 1 - from;
    const after = retime(before, { from, to }, frames);
    for (let frame = 0; frame < 100 - count + frames; frame++) {
      const old = frame <= from ? frame : frame >= from + frames ? frame - frames + count : from + ((frame - from) * count) / frames;
      sameAt(after, frame, before, old, `seed ${seed}: ${from} to ${to} in ${frames}`);
    }
  }
});

test("ranges go along with time, and a range whose frames go is gone", () => {
  const start = randomProject(makeRandom(1));                                    // its range: 40 to 60, fades 4 and 3
  const range = (p) => p.track.layers[2]?.range;
  assert.deepEqual(range(rippleInsert(start, 10, 5)), { from: 45, to: 65, fadeIn: 4, fadeOut: 3 });
  assert.deepEqual(range(rippleInsert(start, 50, 5)), { from: 40, to: 65, fadeIn: 4, fadeOut: 3 });
  assert.deepEqual(range(rippleInsert(start, 80, 5)), { from: 40, to: 60, fadeIn: 4, fadeOut: 3 });
  assert.deepEqual(range(retime(start, { from: 30, to: 69 }, 80)), { from: 50, to: 90, fadeIn: 8, fadeOut: 6 });
  assert.deepEqual(range(trim(start, { from: 50, to: 99 })), { from: -10, to: 10, fadeIn: 4, fadeOut: 3 });
  assert.equal(rippleDelete(start, { from: 38, to: 62 }).track.layers.length, 2);
  assert.equal(trim(start, { from: 70, to: 99 }).track.layers.length, 2);
});

test("curves moved in time come later, and go round in a loop", () => {
  const late = offsetCurves(project(), ["jawOpen"], 7);
  for (const frame of [0, 3, 7, 20.5, 99]) assert.equal(seen(late, "jawOpen", frame), seen(project(), "jawOpen", Math.max(frame - 7, 0)));
  assert.deepEqual(late.track.layers[0].curves.headYaw, project().track.layers[0].curves.headYaw);
  const ring = frozen({ ...project(), track: { ...capture(), loop: true } });
  for (const by of [7, -30, 100, 250]) {
    const round = offsetCurves(ring, names, by);
    for (let frame = 0; frame < 100; frame++) assert.deepEqual(evaluateTrack(round.track, frame), evaluateTrack(ring.track, frame - by), `by ${by} at ${frame}`);
  }
  for (const seed of SEEDS) {
    const random = makeRandom(seed);
    const loop = closeLoop(randomProject(random), 10);
    const { range: _, ...layer } = loop.track.layers[1];
    const keyed = frozen({ ...loop, track: { ...loop.track, layers: [layer] } });
    const by = random.whole(-150, 150);
    const round = offsetCurves(keyed, names, by);
    for (let frame = 0; frame < 100; frame++) sameAt(round, frame, keyed, frame - by, `seed ${seed}: by ${by}`);
  }
});

test("a closed loop meets its first frame, changes only its last frames, and is closed once", () => {
  for (const seed of SEEDS) {
    const before = unlooped(randomProject(makeRandom(seed)));
    const after = closeLoop(before, 12);
    const [first, end] = [evaluateTrack(after.track, 0), evaluateTrack(after.track, 100 - 1e-9)];
    first.forEach((value, i) => assert.ok(Math.abs(value - end[i]) < 1e-6, `seed ${seed}: ${names[i]} ${value} ${end[i]}`));
    for (let frame = 0; frame <= 88; frame++) assert.deepEqual(evaluateTrack(after.track, frame), evaluateTrack(before.track, frame));
    assert.equal(closeLoop(after, 12), after);
    assert.equal(closeLoop(after, 5).track.layers.length, after.track.layers.length);
  }
});

test("smoothing takes jitter out of its range and keeps the blinks", () => {
  const random = makeRandom(5);
  const track = capture();
  const shaky = Object.fromEntries(Object.entries(track.layers[0].curves).map(([name, { samples }]) => [name, { samples: samples.map((s) => Math.fround(s + random.between(-0.04, 0.04))) }]));
  const before = project({ ...track, layers: [{ ...track.layers[0], curves: shaky }] });
  const { project: after } = smooth(before, names, { from: 20, to: 80 }, 0.4);
  const jitter = (p, name) => [...Array(40).keys()].reduce((sum, i) => sum + Math.abs(seen(p, name, 29 + i) - 2 * seen(p, name, 30 + i) + seen(p, name, 31 + i)), 0);
  for (const name of ["headYaw", "headX", "mouthSmileLeft"]) assert.ok(jitter(after, name) < jitter(before, name) / 4, `${name}: ${jitter(after, name)} of ${jitter(before, name)}`);
  for (const blink of BLINKS) assert.ok(seen(after, "eyeBlinkLeft", blink) > seen(before, "eyeBlinkLeft", blink) - 0.01, `blink at ${blink}`);
  for (const frame of [0, 19.9, 80.1, 99]) assert.deepEqual(evaluateTrack(after.track, frame), evaluateTrack(before.track, frame));
  assert.equal(smooth(before, ["tongueOut"], { from: 20, to: 80 }, 1).project, before);
});

test("blinks are found, and one is removed", () => {
  const start = project();
  const found = blinks(start.track);
  assert.equal(found.length, 2);
  found.forEach(({ from, to }, i) => assert.ok(from < BLINKS[i] && to > BLINKS[i] && to - from <= 8));
  const { project: after } = removeBlink(start, played(start), 33);
  assert.deepEqual(blinks(after.track).length, 1);
  for (let frame = 20; frame < 40; frame++) assert.ok(seen(after, "eyeBlinkLeft", frame) < 0.12, `open at ${frame}`);
  for (const frame of [0, 22, 40, 71, 99]) assert.deepEqual(evaluateTrack(after.track, frame), evaluateTrack(start.track, frame));
  assert.throws(() => removeBlink(start, start.track, 50), /no blink here/);
});

test("strength is kept from 0 to 2, and 1 leaves no trace", () => {
  const start = project();
  assert.deepEqual(setStrength(start, "Jaw", 7).strength, { Jaw: 2 });
  assert.deepEqual(setStrength(setStrength(start, null, 0.5), null, 1), start);
  assert.equal(setStrength(start, "Jaw", 1), start);
  assert.throws(() => setStrength(start, "Jaw", NaN), /must be a number/);
});

/** Times at which the range of a random project neither begins, fades nor ends: a fade that is cut in two has no exact counterpart. */
function outsideFades(frame) {
  return (frame >= 39 && frame <= 45) || (frame >= 56 && frame <= 62) ? 50 : Math.min(frame, 99);
}

function sameAt(after, frame, before, old, where) {
  const [found, expected] = [evaluateTrack(after.track, frame), evaluateTrack(before.track, old)];
  expected.forEach((value, i) => near(found[i], value, `${where}, ${names[i]} at ${frame}`, 1e-6));
}

function near(found, expected, where, tolerance = 1e-9) {
  assert.ok(Math.abs(found - expected) <= tolerance, `${where}: expected ${expected}, found ${found}`);
}
