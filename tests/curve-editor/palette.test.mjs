import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { expressionOf, poseOf, readPalette, renamed, withExpression, withoutExpression, writePalette } from "../../wwwroot/js/curve-editor/palette.js";
import { channels, groupOf } from "../../wwwroot/js/curve-editor/track.js";

const shipped = readPalette(readFileSync(new URL("../../wwwroot/js/curve-editor/palette.json", import.meta.url), "utf8"));
const rest = Float64Array.from(channels, (c) => c.rest);
const face = (values) => Float64Array.from(rest, (v, i) => values[channels[i].name] ?? v);

test("five vowels and ten emotions are shipped, and no two look alike", () => {
  const vowels = shipped.filter((e) => e.groups.join() === "Jaw,Mouth");
  assert.deepEqual(vowels.map((e) => e.name), ["A", "E", "I", "O", "U"]);
  assert.equal(shipped.length - vowels.length, 10);
  assert.equal(new Set(shipped.map((e) => JSON.stringify(e.values))).size, 15);
});

test("a whole expression sets its groups, the unnamed to rest, and leaves the others alone", () => {
  const pose = poseOf(shipped.find((e) => e.name === "O"), face({ mouthSmileLeft: 0.7, browInnerUp: 0.4, headYaw: 0.2 }), 1);
  assert.equal(pose.mouthFunnel, 0.6);
  assert.equal(pose.mouthSmileLeft, 0);
  assert.deepEqual(Object.keys(pose), channels.map((c) => c.name).filter((name) => ["Jaw", "Mouth"].includes(groupOf(name))));
});

test("half an expression lies half way, none of it is what was shown", () => {
  const shown = face({ mouthSmileLeft: 0.4, jawOpen: 0.2 });
  const happy = shipped.find((e) => e.name === "Happy");
  assert.ok(Math.abs(poseOf(happy, shown, 0.5).mouthSmileLeft - 0.59) < 1e-12);
  for (const [name, value] of Object.entries(poseOf(happy, shown, 0))) assert.equal(value, shown[channels.findIndex((c) => c.name === name)]);
});

test("a kept face comes back as it was", () => {
  const shown = face({ mouthSmileLeft: 0.412, eyeBlinkRight: 0.2, headYaw: 0.3, headScale: 1.2 });
  const all = expressionOf(" Mine ", shown, ["Head", "Eyes", "Mouth"]);
  assert.deepEqual(all, { name: "Mine", groups: ["Head", "Eyes", "Mouth"], values: { headYaw: 0.3, headScale: 1.2, eyeBlinkRight: 0.2, mouthSmileLeft: 0.412 } });
  const pose = poseOf(all, rest, 1);
  for (const [name, value] of Object.entries(all.values)) assert.equal(pose[name], value);
});

test("a shared palette reads as it was written", () => assert.deepEqual(readPalette(writePalette(shipped)), shipped));

test("names are kept apart", () => {
  const [a, b] = shipped;
  assert.equal(withExpression([a], { ...b, name: a.name }).length, 1);
  assert.deepEqual(withoutExpression([a, b], "A"), [b]);
  assert.deepEqual(renamed([a, b], "A", "Ah ").map((e) => e.name), ["Ah", "E"]);
  assert.throws(() => renamed([a, b], "A", "E"), /already/);
  assert.throws(() => renamed([a], "A", " "), /needs a name/);
});

for (const [text, sentence] of [
  ["{", /not JSON/],
  ["{}", /no palette/],
  ['{"version":1,"expressions":[{"name":"X","groups":["Chin"],"values":{}}]}', /"X" lacks/],
  ['{"version":1,"expressions":[{"name":"X","groups":["Jaw"],"values":{"jawOpen":2}}]}', /must be 0 to 1/],
  ['{"version":1,"expressions":[{"name":"X","groups":["Jaw"],"values":{"mouthClose":0.5}}]}', /not in its groups/],
  ['{"version":1,"expressions":[null]}', /needs a name/],
])
  test(`a faulty palette is refused: ${text}`, () => assert.throws(() => readPalette(text), sentence));
