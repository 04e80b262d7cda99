import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { readFile, toFile } from "../../wwwroot/js/curve-editor/file.js";
import { played } from "../../wwwroot/js/curve-editor/project.js";
import { setColour, toggle } from "../../wwwroot/js/curve-editor/switches.js";
import { capture, makeRandom, project, randomProject } from "./made-projects.mjs";

const schema = (name) => JSON.parse(readFileSync(new URL(`../../docs/${name}.schema.json`, import.meta.url), "utf8"));
const valid = new Ajv2020({ schemas: [schema("motion-track")], strict: false }).compile(schema("motion-project"));

const whole = {
  ...project(), source: { driver: "a-clip", face: 1, from: 0.5, to: 4.5, segments: [{ frame: 0, frames: 30, from: 0.5, to: 1.7 }, { frame: 30, frames: 69.5, from: 1.7, to: 1.7 }] },
  sound: [{ asset: "a-recording", frame: 0.5, frames: 10, from: 0, to: 0.4 }], muted: ["jawOpen"], solo: ["headYaw"], locked: ["tongueOut"], strength: { Eyes: 1.5, Mouth: 0 },
  capture: capture(30), colours: { jawOpen: "#3fa7d6", headYaw: "#FF0080" },
};

test("export, then import, is the identity", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const start = { ...randomProject(makeRandom(seed)), ...(seed % 2 && { muted: ["jawOpen"], strength: { Head: 0.5 } }) };
    const back = readFile(toFile(start));
    assert.deepEqual(back, start);
    assert.equal(toFile(back), toFile(start));
  }
  assert.deepEqual(readFile(toFile(whole)), whole);
});

test("a motion track becomes a project without edits", () => {
  assert.deepEqual(readFile(JSON.stringify(capture()), "nod"), { version: 1, name: "nod", track: capture() });
});

test("what is wrong is named", () => {
  const fault = (content, expected) => assert.throws(() => readFile(typeof content === "string" ? content : JSON.stringify(content)), { message: expected });
  fault("{", "The file is no JSON; choose a motion that was exported here.");
  fault("null", "The file has no version; choose a motion that was exported here.");
  fault({ ...whole, version: 2, more: 1 }, "The file has version 2; this editor reads version 1.");
  fault({ ...whole, more: 1 }, "In the project there is an unknown field 'more'.");
  fault({ version: 1, track: capture() }, "In the project 'name' is missing.");
  fault({ ...whole, colours: { jawOpen: "red" } }, "'jawOpen' of 'colours' of the project is \"red\"; it must be a colour such as #3fa7d6.");
  fault({ ...whole, colours: { nose: "#3fa7d6" } }, "A name in 'colours' of the project is \"nose\"; it must be a known name.");
  fault({ ...whole, strength: { Head: 3 } }, "'Head' of 'strength' of the project is 3; it must be a number from 0 to 2.");
  const layer = (curves) => ({ ...whole, track: { ...capture(), layers: [{ name: "Edits", kind: "edits", mode: "additive", curves }] } });
  fault(layer({ nose: { keys: [{ frame: 0, value: 0 }] } }), "A name in 'curves' of entry 1 of 'layers' of 'track' of the project is \"nose\"; it must be a known name.");
  fault(layer({ jawOpen: { keys: [{ frame: 3, value: 0 }, { frame: 2, value: 0 }] } }), /^Key 2 of 'keys' of .* must be in order of frame\.$/);
  fault(layer({ jawOpen: {} }), /there must be either 'keys' or 'samples'\.$/);
});

test("reading and the published schema agree on what is valid", () => {
  const counts = { valid: 0, invalid: 0 };
  for (let seed = 1; seed <= 1500; seed++) {
    const random = makeRandom(seed);
    const content = JSON.stringify(damaged(JSON.parse(toFile(small(random))), random));
    const read = JSON.parse(content);
    let accepted = true;
    try {
      readFile(content);
    } catch (fault) {
      accepted = false;
      assert.match(fault.message, /^.{10,300}\.$/);
      if (/in order of frame|end before it begins|must follow each other/.test(fault.message)) continue;        // what a schema cannot say
    }
    assert.equal(accepted, valid(read), `seed ${seed}: ${content.slice(0, 300)}`);
    counts[accepted ? "valid" : "invalid"]++;
  }
  assert.ok(counts.valid > 100 && counts.invalid > 500, JSON.stringify(counts));
});

test("channels are switched on together, and off when all are on", () => {
  const start = project();
  const one = toggle(start, "muted", ["jawOpen"]);
  const two = toggle(one, "muted", ["jawOpen", "headYaw"]);
  assert.deepEqual(two.muted, ["jawOpen", "headYaw"]);
  assert.deepEqual(toggle(two, "muted", ["jawOpen"]).muted, ["headYaw"]);
  assert.deepEqual(toggle(two, "muted", ["headYaw", "jawOpen"]), start);
  assert.equal(toggle(start, "solo", []), start);
});

test("a colour is chosen, and the usual one leaves nothing behind", () => {
  const start = project();
  const one = setColour(start, "jawOpen", "#112233");
  assert.deepEqual(one.colours, { jawOpen: "#112233" });
  assert.equal(setColour(one, "jawOpen", "#112233"), one);
  assert.equal(setColour(start, "jawOpen", null), start);
  assert.deepEqual(setColour(setColour(one, "headYaw", "#445566"), "jawOpen", null).colours, { headYaw: "#445566" });
  assert.equal(toFile(setColour(one, "jawOpen", null)), toFile(start));
  assert.equal(played({ ...start, colours: one.colours }), start.track);
});

/** A project with everything in it and few numbers, so that damage hits structure as often as values. */
function small(random) {
  const made = randomProject(random);
  const [captured, ...others] = made.track.layers;
  const layers = [{ ...captured, curves: { jawOpen: { samples: [0.1, 0.2] } } }, ...others.map((l) => ({ ...l, curves: Object.fromEntries(Object.entries(l.curves).slice(0, 2)) }))];
  return { ...whole, track: { ...made.track, layers } };
}

/** One random place changed, dropped or added to. */
function damaged(root, random) {
  const places = [];
  const visit = (node) => {
    if (typeof node !== "object" || node === null) return;
    for (const key of Object.keys(node)) places.push([node, key]);
    Object.values(node).forEach(visit);
  };
  visit(root);
  const [node, key] = random.pick(places);
  const change = random.whole(0, 3);
  if (change === 0) Array.isArray(node) ? node.splice(Number(key), 1) : delete node[key];
  else if (change === 1 && !Array.isArray(node)) node[random.pick(["more", "range", "mute", "weight", "in", "kind"])] = random.pick([1, true, "hold", [0, 0], null]);
  else node[key] = random.pick([0, -1, 0.5, 1, 2, 59, 1e4, 1e7, "", "jawOpen", "edits", "Head", "bezier", "#12345g", "#abcdef", true, null, [], {}, [0, 0], [1, 2, 3], [1e5, 1e5]]);
  return root;
}
