import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { handles } from "../../wwwroot/js/curve-editor/face-handles.js";
import { grab } from "../../wwwroot/js/curve-editor/grab.js";
import { channelByName, channels } from "../../wwwroot/js/curve-editor/track.js";

const IOD = 100;
const { shapes } = JSON.parse(readFileSync(new URL("../../src/HelloMeme.Reenactment/Rig/face-rig.json", import.meta.url), "utf8"));
const at = (name) => channels.findIndex((c) => c.name === name);
const rest = Float64Array.from(channels, (c) => c.rest);
const handle = (name) => handles.find((h) => h.name === name);
const face = (values) => Float64Array.from(rest, (v, i) => values[channels[i].name] ?? v);

// A made-up rig of one landmark: each channel pushes it along its own way, in film pixels, a little bent as real rigs are.
const WAYS = {
  mouthSmileLeft: [8, -10], mouthSmileRight: [0.4, 0], mouthFrownLeft: [1, 9], mouthStretchLeft: [7, 2], mouthPucker: [-9, 0], mouthLeft: [9, 1], mouthRight: [-9, 1],
  jawOpen: [0, 25], jawLeft: [6, 0], jawRight: [-6, 0], eyeBlinkLeft: [0, 11], eyeWideLeft: [0, -3], headYaw: [80, 5], headPitch: [2, -70],
};
const rig = (values) => {
  const landmarks = new Float64Array(3 * 478);
  for (const [name, [x, y]] of Object.entries(WAYS)) {
    const value = name.startsWith("head") ? 0.5 * Math.tanh(values[at(name)] / 0.5) : values[at(name)] * (1 + 0.1 * values[at(name)]) * (1 - 0.3 * (name.startsWith("mouthSmile") ? values[at("jawOpen")] : 0));
    for (let i = 0; i < 478; i++) {
      landmarks[3 * i] += value * x;
      landmarks[3 * i + 1] += value * y;
    }
  }
  return landmarks;
};
const take = (name, start = rest, linked = true) => grab(rig, handle(name), start, { iod: IOD, linked });

test("every handle names channels that exist, and a landmark of its own", () => {
  for (const { axes } of handles) for (const { plus, minus } of axes) assert.ok(channelByName.has(plus) && (minus === null || channelByName.has(minus)));
  assert.equal(new Set(handles.map((h) => h.landmark)).size, handles.length);
  assert.equal(new Set(handles.map((h) => h.label)).size, handles.length);
});

test("a face that is held still keeps every bit", () => {
  const start = face({ mouthSmileLeft: 0.3, mouthFrownLeft: 0.1, jawOpen: 0.2 });
  for (const { name } of handles) {
    const grip = take(name, start);
    assert.deepEqual(grip.to(grip.from).values, {}, name);
  }
});

for (const [name, dx, dy] of [["mouth-left", 6, -7], ["mouth-left", -5, 3], ["jaw", 3, 14], ["lid-upper-left", 0, 7], ["lid-upper-left", 0, -2], ["head-turn", 25, -18]])
  test(`${name} follows the pointer by ${dx}, ${dy}`, () => {
    const grip = take(name, face({ jawOpen: 0.1 }));
    const { point } = grip.to([grip.from[0] + dx, grip.from[1] + dy]);
    assert.ok(Math.hypot(point[0] - grip.from[0] - dx, point[1] - grip.from[1] - dy) < 0.5, `it is at ${point}, from ${grip.from}`);
  });

test("out of reach it goes as far as the rig's limits allow, and no channel leaves its range", () => {
  const grip = take("jaw");
  const { values, point } = grip.to([0, 500]);
  assert.ok(Math.abs(values.jawOpen - 1) < 1e-9);
  assert.ok(Math.abs(point[1] - 27.5) < 1e-9);
  for (const { name } of handles) {
    for (const target of [[900, 900], [-900, 900], [900, -900], [-900, -900]]) {
      for (const [channel, value] of Object.entries(take(name, face({ jawOpen: 0.4, mouthFrownLeft: 0.6 })).to(target).values)) {
        const { minimum, maximum } = channelByName.get(channel);
        assert.ok(value >= minimum && value <= maximum, `${channel} ${value}`);
      }
    }
  }
});

test("opposites take each other's place: a lid that is lifted opens before it widens", () => {
  const { values } = take("lid-upper-left", face({ eyeBlinkLeft: 0.4, eyeBlinkRight: 0.4 })).to([0, -1]);
  assert.equal(values.eyeBlinkLeft, 0);
  assert.ok(values.eyeWideLeft > 0.2);
});

test("linked, the other side moves as far; unlinked it keeps every bit", () => {
  const start = face({ mouthSmileRight: 0.2 });
  const linked = take("mouth-left", start).to([4, -5]).values;
  assert.ok(Math.abs(linked.mouthSmileRight - 0.2 - linked.mouthSmileLeft) < 1e-12);
  const alone = take("mouth-left", start, false).to([4, -5]).values;
  assert.equal(alone.mouthSmileRight, undefined);
  assert.ok(alone.mouthSmileLeft > 0.2);
});

for (const [name, outward] of [["mouth-left", 1], ["mouth-right", -1]])
  for (const [apart, down] of [[8, 0], [-8, 0], [4, -4], [-3, 3], [11, 1]])
    test(`linked, both mouth corners go ${apart > 0 ? "apart" : "together"} when ${name} is pulled by ${apart}, ${down}`, () => {
      for (const start of [rest, face({ mouthSmileLeft: 0.3, mouthSmileRight: 0.15, mouthStretchRight: 0.1, mouthLeft: 0.2, jawOpen: 0.3 })]) {
        const grip = grab(corners, handle(name), start, { iod: IOD, linked: true });
        const { values } = grip.to([grip.from[0] + outward * apart, grip.from[1] + down]);
        const [before, after] = [corners(start), corners(face({ ...Object.fromEntries(channels.map((c, i) => [c.name, start[i]])), ...values }))];
        for (const [landmark, way] of [[291, 1], [61, -1]]) {
          assert.ok(Math.abs(after[3 * landmark] - before[3 * landmark] - way * apart) < 1, `${landmark} went ${after[3 * landmark] - before[3 * landmark]}`);
          assert.ok(Math.abs(after[3 * landmark + 1] - before[3 * landmark + 1] - down) < 1);
        }
        assert.equal(values.mouthLeft ?? values.mouthRight, undefined, "the mouth is not shoved aside");
        if (start !== rest) continue;
        assert.ok(apart > 0 ? (values.mouthPucker ?? 0) < (down < 0 ? 0.15 : 0.001) : values.mouthPucker > 0.2, `pucker ${values.mouthPucker}`); // a smile goes out farther than up
        for (const pair of ["mouthSmile", "mouthStretch", "mouthFrown"]) assert.equal(values[`${pair}Left`], values[`${pair}Right`]);
      }
    });

/** The corners of the canonical face, moved as the studio's own rig moves them. */
function corners(values) {
  const landmarks = new Float64Array(3 * 478);
  for (const [name, { index, delta }] of Object.entries(shapes)) for (const landmark of [61, 291]) {
    const k = index.indexOf(landmark);
    if (k >= 0) for (let c = 0; c < 3; c++) landmarks[3 * landmark + c] += IOD * values[at(name)] * delta[k][c];
  }
  return landmarks;
}

test("linked eyes look the same way", () => {
  const gaze = grab((values) => {
    const landmarks = new Float64Array(3 * 478);
    landmarks[3 * 473] = 6 * (values[at("eyeLookOutLeft")] - values[at("eyeLookInLeft")]);
    return landmarks;
  }, handle("gaze-left"), rest, { iod: IOD, linked: true });
  const { values } = gaze.to([3, 0]);
  assert.ok(Math.abs(values.eyeLookOutLeft - 0.5) < 0.02);
  assert.equal(values.eyeLookInRight, values.eyeLookOutLeft);
});

test("the same place gives the same values, whatever way led there", () => {
  const grip = take("mouth-left");
  const straight = take("mouth-left").to([5, -6]).values;
  for (const detour of [[30, 30], [-20, -4], [0, 0]]) grip.to(detour);
  assert.deepEqual(grip.to([5, -6]).values, straight);
});
