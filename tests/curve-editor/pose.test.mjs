// A key that is put where it is seen: over a capture it changes the face there only; on a curve of one's own it stands alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ensureEdits } from "../../wwwroot/js/curve-editor/layers.js";
import { addSeenKey } from "../../wwwroot/js/curve-editor/pose.js";
import { evaluateTrack } from "../../wwwroot/js/curve-editor/track.js";
import { project } from "./made-projects.mjs";
import { seen } from "./seen.mjs";

const options = { linked: false, frames: 5 };
const framesOf = (project, layer, channel) => project.track.layers[layer].curves[channel].keys.map(({ frame }) => frame);

test("over a capture the face changes around the key and nowhere else", () => {
  const { project: before, layer } = ensureEdits(project());
  const { project: after, selection } = addSeenKey(before, layer, "jawOpen", 40, 0.9, options);
  assert.ok(Math.abs(seen(after, "jawOpen", 40) - 0.9) < 1e-9);
  assert.deepEqual(framesOf(after, layer, "jawOpen"), [35, 40, 45]);
  assert.deepEqual(selection, [{ channel: "jawOpen", index: 1 }]);
  for (let frame = 0; frame < 100; frame++) if (frame <= 35 || frame >= 45) assert.deepEqual(evaluateTrack(after.track, frame), evaluateTrack(before.track, frame), `frame ${frame}`);
});

test("a second one farther on is another soft change, one between keys is a key", () => {
  const { project: start, layer } = ensureEdits(project());
  const one = addSeenKey(start, layer, "jawOpen", 20, 0.9, options).project;
  const two = addSeenKey(one, layer, "jawOpen", 60, 0.8, options).project;
  assert.deepEqual(framesOf(two, layer, "jawOpen"), [15, 20, 25, 55, 60, 65]);
  for (let frame = 25; frame <= 55; frame++) assert.ok(Math.abs(seen(two, "jawOpen", frame) - seen(start, "jawOpen", frame)) < 1e-9, `frame ${frame}`);
  assert.deepEqual(framesOf(addSeenKey(two, layer, "jawOpen", 40, 0.5, options).project, layer, "jawOpen"), [15, 20, 25, 40, 55, 60, 65]);
});

test("where nothing else moves the channel, and in a replacing layer, a key stands alone", () => {
  const { project: start, layer } = ensureEdits(project());
  assert.deepEqual(framesOf(addSeenKey(start, layer, "cheekPuff", 30, 0.4, options).project, layer, "cheekPuff"), [30]);
  const layers = start.track.layers.with(layer, { ...start.track.layers[layer], mode: "replace" });
  const replacing = { ...start, track: { ...start.track, layers } };
  assert.deepEqual(framesOf(addSeenKey(replacing, layer, "jawOpen", 30, 0.4, options).project, layer, "jawOpen"), [30]);
});

test("linked, both sides come and go; a locked side refuses both", () => {
  const { project: start, layer } = ensureEdits(project());
  const made = addSeenKey(start, layer, "mouthSmileLeft", 50, 0.7, { linked: true, frames: 4 }).project;
  for (const side of ["Left", "Right"]) {
    assert.deepEqual(framesOf(made, layer, `mouthSmile${side}`), [46, 50, 54]);
    assert.ok(Math.abs(seen(made, `mouthSmile${side}`, 50) - 0.7) < 1e-9);
  }
  assert.throws(() => addSeenKey({ ...start, locked: ["mouthSmileRight"] }, layer, "mouthSmileLeft", 50, 0.7, { linked: true, frames: 4 }), /locked/);
});
