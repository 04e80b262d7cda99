import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { evaluateCurve } from "../../wwwroot/js/curve-editor/curve.js";
import { played } from "../../wwwroot/js/curve-editor/project.js";
import { channels, evaluateTrack } from "../../wwwroot/js/curve-editor/track.js";

const TOLERANCE = 1e-9;
const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const cases = read("cases.json");

test("there are at least 200 curve cases", () => assert.ok(cases.curves.length >= 200));

for (const { name, curve, points } of cases.curves)
  test(`curve: ${name}`, () => {
    for (const [frame, expected] of points) near(evaluateCurve(curve, frame), expected, `at frame ${frame}`);
  });

for (const { name, track, points } of cases.tracks) test(`track: ${name}`, () => evaluatesTo(track, points));

test("there are at least 12 project cases", () => assert.ok(cases.projects.length >= 12));

for (const { name, project, points } of cases.projects) test(`project: ${name}`, () => evaluatesTo(played(project), points));

test("a project with nothing muted, solo or strengthened plays its own track", () => {
  const { project } = cases.projects.find(({ name }) => name === "whole strength");
  assert.equal(played(project), project.track);
});

test("channels are those of the published schema, in its order", () => {
  const schema = read("../../docs/motion-track.schema.json");
  assert.deepEqual(channels.map((c) => c.name), schema.$defs.channel.enum);
});

test("a layer outside its range leaves every bit as it was", () => {
  const base = { name: "Captured", kind: "captured", mode: "replace", curves: { jawOpen: { samples: [0.1, 0.7, 0.3, 0.2] } } };
  const edit = { name: "Edits", kind: "edits", mode: "replace", range: { from: 1, to: 2, fadeIn: 0, fadeOut: 0 }, curves: { jawOpen: { keys: [{ frame: 0, value: 1 }] } } };
  const track = (layers) => ({ version: 1, rate: 25, length: 4, layers });
  for (const frame of [0, 0.99, 2.01, 3]) assert.deepEqual(evaluateTrack(track([base, edit]), frame), evaluateTrack(track([base]), frame));
  assert.equal(evaluateTrack(track([base, edit]), 1.5)[channels.findIndex((c) => c.name === "jawOpen")], 1);
});

function evaluatesTo(track, points) {
  for (const { frame, values } of points) {
    const found = evaluateTrack(track, frame);
    channels.forEach((c, i) => near(found[i], values[c.name] ?? c.rest, `${c.name} at frame ${frame}`));
  }
}

function near(found, expected, where) {
  assert.ok(Math.abs(found - expected) <= TOLERANCE, `${where}: expected ${expected}, found ${found}`);
}
