import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, fromPixels, lengthOf, lockAxis, moved, pixelsPerUnit, rulerSteps, snap, spanAround, ticks, toPixels, zoomed } from "../../wwwroot/js/curve-editor/spaces.js";

const frames = { start: 40, end: 840, span: { from: 10, to: 90 } };
const values = { start: 500, end: 20, span: { from: -0.1, to: 1.1 } }; // up is up

test("pixels and units go there and back", () => {
  for (const axis of [frames, values]) for (const unit of [-3, 0, 0.5, 17, 90]) near(fromPixels(axis, toPixels(axis, unit)), unit);
  assert.equal(toPixels(frames, 10), 40);
  assert.equal(toPixels(frames, 90), 840);
  assert.ok(toPixels(values, 1) < toPixels(values, 0));
});

test("lengths keep their sign", () => {
  near(lengthOf(frames, 20), 2);
  near(lengthOf(values, -40), 0.1);
  near(pixelsPerUnit(values), 400);
});

test("zooming keeps what is under the pointer, within the track and no nearer than allowed", () => {
  const limits = { from: 0, to: 100 };
  const nearer = zoomed({ from: 0, to: 100 }, 25, 0.5, limits, 4);
  assert.deepEqual(nearer, { from: 12.5, to: 62.5 });
  assert.deepEqual(zoomed(nearer, 25, 100, limits, 4), limits);
  const nearest = zoomed({ from: 0, to: 100 }, 0, 1e-9, limits, 4);
  assert.deepEqual(nearest, { from: 0, to: 4 });
});

test("moving stays within the track", () => {
  assert.deepEqual(moved({ from: 10, to: 30 }, -50, { from: 0, to: 100 }), { from: 0, to: 20 });
  assert.deepEqual(moved({ from: 10, to: 30 }, 500, { from: 0, to: 100 }), { from: 80, to: 100 });
});

test("a span around numbers leaves room, and flat numbers get a least height", () => {
  const span = spanAround([0.2, 0.4], 0.1, 0.1);
  near(span.from, 0.18);
  near(span.to, 0.42);
  const flat = spanAround([0.5, 0.5], 0.4, 0);
  near(flat.from, 0.3);
  near(flat.to, 0.7);
  assert.ok(spanAround([], 1, 0.1).to > 0);
});

test("ticks are round and far enough apart", () => {
  for (const apart of [20, 64, 200]) {
    const { step, at } = ticks(values, apart);
    assert.ok(step * pixelsPerUnit(values) >= apart * (1 - 1e-9));
    for (const value of at) assert.ok(value >= -0.1 - 1e-9 && value <= 1.1 + 1e-9);
    assert.ok([1, 2, 5].includes(Math.round(step / Math.pow(10, Math.floor(Math.log10(step) + 1e-9)))));
  }
  assert.deepEqual(ticks(frames, 64, rulerSteps(25)).at, [10, 20, 30, 40, 50, 60, 70, 80, 90]);
});

test("axis lock keeps the longer way, snapping takes the nearest place in reach", () => {
  assert.deepEqual(lockAxis(-9, 4), [-9, 0]);
  assert.deepEqual(lockAxis(3, 4), [0, 4]);
  assert.equal(snap(10.4, [12, 10, 11], 0.7), 10);
  assert.equal(snap(10.4, [20], 2), 10.4);
});

test("the clock shows minutes, seconds and hundredths", () => {
  assert.equal(clock(0, 25), "0:00.00");
  assert.equal(clock(26, 25), "0:01.04");
  assert.equal(clock(25 * 61 - 0.001, 25), "1:01.00");
});

function near(found, expected) {
  assert.ok(Math.abs(found - expected) < 1e-9, `expected ${expected}, found ${found}`);
}
