import assert from "node:assert/strict";
import { test } from "node:test";
import { moveBlock, rowsOf, setBlock } from "../../wwwroot/js/curve-editor/blocks.js";
import { colourOf } from "../../wwwroot/js/curve-editor/colours.js";
import { boxAround, hitAt, joined, keysWithin, toggled } from "../../wwwroot/js/curve-editor/hits.js";
import { evaluateChannel, inputsOf, sameInputs } from "../../wwwroot/js/curve-editor/composite.js";
import { setValue } from "../../wwwroot/js/curve-editor/keys.js";
import { addLayer } from "../../wwwroot/js/curve-editor/layers.js";
import { channels, evaluateTrack } from "../../wwwroot/js/curve-editor/track.js";
import { peaksOf } from "../../wwwroot/js/curve-editor/sound.js";

const spaces = { frame: { start: 0, end: 1000, span: { from: 0, to: 100 } }, value: { start: 500, end: 0, span: { from: 0, to: 1 } } };
const points = [{ index: 0, frame: 10, value: 0.5 }, { index: 1, frame: 20, value: 0.5 }];
const scene = { spaces, channels: [{ name: "jawOpen", points, value: 0.5 }, { name: "browInnerUp", points: [{ index: 0, frame: 20, value: 0.5 }], value: 0.2 }], tips: [], grips: [] };

test("the nearest key is hit, of two in one place the one in front", () => {
  assert.deepEqual(hitAt({ x: 103, y: 252, reach: 8 }, scene), { kind: "key", ref: { channel: "jawOpen", index: 0 } });
  assert.deepEqual(hitAt({ x: 200, y: 250, reach: 8 }, scene), { kind: "key", ref: { channel: "browInnerUp", index: 0 } });
});

test("a handle's end wins where it is nearer, then grips, lines, free ground", () => {
  const tips = [{ ref: { channel: "jawOpen", index: 0 }, side: "out", tip: [130, 250] }];
  assert.equal(hitAt({ x: 128, y: 250, reach: 8 }, { ...scene, tips }).kind, "handle");
  assert.equal(hitAt({ x: 400, y: 100, reach: 8 }, { ...scene, grips: [{ side: "left", x: 402, y: 101 }] }).kind, "grip");
  assert.deepEqual(hitAt({ x: 600, y: 398, reach: 8 }, scene), { kind: "line", channel: "browInnerUp" });
  assert.equal(hitAt({ x: 600, y: 40, reach: 8 }, scene).kind, "ground");
});

test("a box takes the keys in it; selections join and toggle", () => {
  const found = keysWithin({ left: 90, right: 210, top: 200, bottom: 300 }, spaces, scene.channels);
  assert.equal(found.length, 3);
  const one = { channel: "jawOpen", index: 0 };
  assert.equal(joined(found, [one]).length, 3);
  assert.equal(toggled(found, one).length, 2);
  assert.equal(toggled([], one).length, 1);
  assert.equal(boxAround([one], spaces, () => points[0]), null);
  const box = boxAround([one, { channel: "jawOpen", index: 1 }], spaces, (ref) => points[ref.index]);
  assert.ok(box.left < 100 && box.right > 200);
});

test("one channel evaluates as the whole track does", () => {
  const track = { version: 1, rate: 25, length: 50, layers: [
    { name: "Captured", kind: "captured", mode: "replace", curves: { jawOpen: { samples: Array.from({ length: 50 }, (_, i) => i / 60) }, headScale: { samples: Array(50).fill(1.2) } } },
    { name: "Edits", kind: "edits", mode: "additive", weight: 0.5, curves: { jawOpen: { keys: [{ frame: 4, value: 0.4 }, { frame: 30, value: -0.2 }] }, headScale: { keys: [{ frame: 0, value: 1.5 }] } } },
  ] };
  for (const frame of [0, 3.5, 17, 49]) {
    const values = evaluateTrack(track, frame);
    channels.forEach(({ name }, i) => assert.equal(evaluateChannel(track, name, frame), values[i], `${name} at ${frame}`));
  }
});

test("an edit of one channel leaves what others are drawn from", () => {
  const base = { version: 1, name: "A", track: { version: 1, rate: 25, length: 50, layers: [{ name: "Captured", kind: "captured", mode: "replace", curves: { jawOpen: { samples: Array(50).fill(0.2) }, cheekPuff: { samples: Array(50).fill(0.1) } } }] } };
  const { project, layer } = addLayer(base);
  const { project: edited } = setValue(project, layer, "jawOpen", 10, 0.7);
  assert.ok(sameInputs(inputsOf(project, "cheekPuff", undefined), inputsOf(edited, "cheekPuff", undefined)));
  assert.ok(!sameInputs(inputsOf(project, "jawOpen", undefined), inputsOf(edited, "jawOpen", undefined)));
});

test("blocks move with their keys, their ends alone", () => {
  const { project, layer } = addLayer({ version: 1, name: "A", track: { version: 1, rate: 25, length: 100, layers: [] } }, { range: { from: 10, to: 30, fadeIn: 4, fadeOut: 4 }, curves: { jawOpen: { keys: [{ frame: 12, value: 1 }] } } });
  const later = moveBlock(project, layer, "both", 5).track.layers[layer];
  assert.deepEqual(later.range, { from: 15, to: 35, fadeIn: 4, fadeOut: 4 });
  assert.equal(later.curves.jawOpen.keys[0].frame, 17);
  const shorter = moveBlock(project, layer, "to", -19).track.layers[layer];
  assert.deepEqual([shorter.range.from, shorter.range.to], [10, 11]);
  assert.ok(shorter.range.fadeIn + shorter.range.fadeOut <= 1 + 1e-9);
  assert.equal(moveBlock(project, layer, "both", 0), project);
});

test("some of a block stays within the motion, by hand and in numbers", () => {
  const { project, layer } = addLayer({ version: 1, name: "A", track: { version: 1, rate: 25, length: 100, layers: [] } }, { range: { from: 10, to: 30, fadeIn: 0, fadeOut: 0 }, curves: {} });
  const ends = (p) => [p.track.layers[layer].range.from, p.track.layers[layer].range.to];
  const late = moveBlock(project, layer, "both", 500);
  assert.deepEqual([ends(late), ends(moveBlock(project, layer, "both", -500))], [[99, 119], [-19, 1]]);
  assert.equal(moveBlock(late, layer, "both", 1), late);
  assert.deepEqual([ends(moveBlock(moveBlock(project, layer, "to", 300), layer, "from", 200)), ends(moveBlock(moveBlock(project, layer, "from", -300), layer, "to", -200))], [[99, 330], [-290, 1]]);
  for (const [from, to] of [[100, 120], [-20, 0]]) assert.throws(() => setBlock(project, layer, { from, to, fadeIn: 0, fadeOut: 0 }), /outside the motion; its frames go from 0 to 99/);
  assert.deepEqual(ends(setBlock(project, layer, { from: 99, to: 120, fadeIn: 0, fadeOut: 0 })), [99, 120]);
});

test("blocks that overlap lie in rows of their own", () => {
  assert.deepEqual(rowsOf([{ from: 0, to: 10 }, { from: 5, to: 20 }, { from: 10, to: 15 }, { from: 6, to: 9 }]), [0, 1, 0, 2]);
});

test("each channel has a colour of its own, on dark and on light", () => {
  for (const dark of [true, false]) assert.equal(new Set(channels.map(({ name }) => colourOf(name, dark))).size, channels.length);
});

test("peaks of sound are those of each 1/400 second, the loudest is 1", () => {
  const samples = new Float32Array(8000);
  samples[4000] = -0.5;
  const peaks = peaksOf(samples, 8000);
  assert.equal(peaks.length, 400);
  assert.equal(peaks[200], 1);
  assert.equal(peaks[10], 0);
});
