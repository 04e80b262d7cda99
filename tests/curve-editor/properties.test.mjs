// What holds for every edit, whatever comes before it: input unchanged, keys in order and within the format's bounds, locks kept, and as many undos lead back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { toKeys } from "../../wwwroot/js/curve-editor/bake.js";
import { removeBlink } from "../../wwwroot/js/curve-editor/blinks.js";
import { removeEdits } from "../../wwwroot/js/curve-editor/capture.js";
import { limits } from "../../wwwroot/js/curve-editor/change.js";
import { copyKeys, pasteKeys } from "../../wwwroot/js/curve-editor/clipboard.js";
import { makeHistory, startOf } from "../../wwwroot/js/curve-editor/history.js";
import * as keys from "../../wwwroot/js/curve-editor/keys.js";
import * as layers from "../../wwwroot/js/curve-editor/layers.js";
import { macros, setMacro } from "../../wwwroot/js/curve-editor/macros.js";
import { mirrorKeys, mirrorProject } from "../../wwwroot/js/curve-editor/mirror.js";
import { dropPreset } from "../../wwwroot/js/curve-editor/preset.js";
import { editRange } from "../../wwwroot/js/curve-editor/range.js";
import { simplify } from "../../wwwroot/js/curve-editor/simplify.js";
import { toggle } from "../../wwwroot/js/curve-editor/switches.js";
import * as time from "../../wwwroot/js/curve-editor/time.js";
import { channels, evaluateTrack, groups } from "../../wwwroot/js/curve-editor/track.js";
import { played } from "../../wwwroot/js/curve-editor/project.js";
import { capture, frozen, makeRandom, randomProject } from "./made-projects.mjs";

const names = channels.map(({ name }) => name);

/** Edits of keys: (project, layer, keys of it, random) -> Edit or project. */
const keyEdits = {
  addKey: (p, layer, refs, r) => keys.addKey(p, layer, r.pick(names), r.whole(0, 99), r.between(-1, 1), { linked: r.next() < 0.5 }),
  setValue: (p, layer, refs, r) => keys.setValue(p, layer, r.pick(names), r.whole(0, 99), r.between(-1, 1), { linked: r.next() < 0.5 }),
  moveKeys: (p, layer, refs, r) => keys.moveKeys(p, layer, refs, r.whole(-120, 120), r.between(-0.5, 0.5)),
  scaleKeys: (p, layer, refs, r) => keys.scaleKeys(p, layer, refs, { frame: r.whole(0, 99), by: r.between(-1.5, 2) }, { value: 0, by: r.between(-1, 2) }),
  setKeys: (p, layer, refs, r) => keys.setKeys(p, layer, refs, { frame: r.whole(0, 99), value: r.between(-1, 1) }),
  setKind: (p, layer, refs, r) => keys.setKind(p, layer, refs, r.pick(["bezier", "linear", "hold"])),
  setHandles: (p, layer, refs, r) => keys.setHandles(p, layer, refs, r.pick(["auto", "vector", "aligned", "free"])),
  moveHandle: (p, layer, refs, r) => keys.moveHandle(p, layer, refs[0] ?? { channel: "jawOpen", index: 0 }, r.pick(["in", "out"]), [r.between(-9, 9), r.between(-1, 1)]),
  deleteKeys: (p, layer, refs) => keys.deleteKeys(p, layer, refs),
  duplicateKeys: (p, layer, refs) => keys.duplicateKeys(p, layer, refs, -1),
  reverseKeys: (p, layer, refs) => keys.reverseKeys(p, layer, refs),
  easeKeys: (p, layer, refs, r) => keys.easeKeys(p, layer, refs, r.pick(["ease", "ease-in", "ease-out", "overshoot", "linear"])),
  flattenKeys: (p, layer, refs) => keys.flattenKeys(p, layer, refs),
  mirrorKeys: (p, layer, refs) => mirrorKeys(p, layer, refs),
  pasteKeys: (p, layer, refs, r) => pasteKeys(p, layer, copyKeys(p, layer, refs), r.whole(0, 99)),
  pasteKeysElsewhere: (p, layer, refs, r) => pasteKeys(p, layer, copyKeys(p, layer, refs.slice(0, 1)), r.whole(0, 99), { channel: r.pick(names) }),
  simplify: (p, layer, refs, r) => simplify(p, layer, names, r.between(0.05, 0.5)),
};

/** Other edits of channels. */
const channelEdits = {
  editRange: (p, r) => editRange(p, { jawOpen: r.next(), [r.pick(names)]: r.next() }, { from: 10, to: r.pick([30, 50]) }, { fadeIn: 3, fadeOut: 5 }),
  setMacro: (p, r) => setMacro(p, r.pick(macros.slice(0, -1)), r.between(-1, 1), r.pick([{ here: r.whole(0, 99) }, { range: { from: 5, to: 20 }, fade: 3 }, { all: true }])),
  mirrorProject: (p) => mirrorProject(p),
  removeBlink: (p, r) => removeBlink(p, played(p), r.pick([30, 71])),
  dropPreset: (p, r) => dropPreset(p, capture(30), "Preset", r.whole(0, 99), { weight: r.next(), fade: r.whole(0, 9) }),
  toKeys: (p, r) => toKeys(p, r.some(names, 20), { from: 5, to: r.whole(8, 40) }, 0.02),
  smooth: (p, r) => time.smooth(p, names, { from: 5, to: r.whole(12, 40) }, r.between(0.2, 1)),
  closeLoop: (p, r) => time.closeLoop(p, r.whole(1, 20)),
  offsetCurves: (p, r) => time.offsetCurves(p, ["jawOpen", ...r.some(names, 20)], r.pick([-31, -4, 3, 17])),
};

/** Edits of the project as a whole, which locks do not refuse. */
const projectEdits = {
  rippleInsert: (p, r) => time.rippleInsert(p, r.whole(0, 100), r.whole(1, 9)),
  rippleDelete: (p, r) => time.rippleDelete(p, marked(r, 9)),
  trim: (p, r) => time.trim(p, { from: r.whole(0, 3), to: r.whole(90, 99) }),
  retime: (p, r) => time.retime(p, marked(r, 20), r.whole(1, 20)),
  toggle: (p, r) => toggle(p, r.pick(["muted", "solo"]), r.some(names, 3)),
  setStrength: (p, r) => time.setStrength(p, r.pick([null, ...groups]), r.between(0.5, 2)),
  ensureEdits: (p) => layers.ensureEdits(p),
  setLayer: (p, r) => layers.setLayer(p, r.whole(1, p.track.layers.length - 1), { name: "A layer", mode: r.pick(["additive", "replace"]), weight: r.next() }),
  moveLayer: (p, r) => layers.moveLayer(p, r.whole(1, p.track.layers.length - 1), r.whole(0, 9)),
  removeLayer: (p) => layers.removeLayer(p, p.track.layers.length - 1),
  removeEdits: (p) => removeEdits(p),
};

const marked = (r, most) => {
  const from = r.whole(0, 80);
  return { from, to: from + r.whole(0, most - 1) };
};

const edits = [
  ...Object.entries(keyEdits).map(([name, edit]) => [name, (p, r) => edit(p, layerWithKeys(p), someKeys(p, layerWithKeys(p), r), r)]),
  ...Object.entries(channelEdits),
  ...Object.entries(projectEdits),
];

for (const [name, edit] of edits)
  test(`${name} keeps its input, and gives a valid project with the selection it names`, () => {
    let changed = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const random = makeRandom(seed);
      const before = randomProject(random, { wild: true });
      const made = attempt(() => edit(before, random));
      if (!made) continue;
      const after = projectOf(made);
      if (after !== before) changed++;
      check(after, `${name}, seed ${seed}`);
      for (const { channel, index } of made.selection ?? []) {
        const layer = made.layer ?? layerWithKeys(before);
        assert.ok(after.track.layers[layer].curves[channel].keys[index], `${name}, seed ${seed}: selected ${channel} ${index}`);
      }
    }
    assert.ok(changed > 5, `${name} changed ${changed} of 60 projects`);
  });

for (const [name, edit] of edits.slice(0, -Object.keys(projectEdits).length))
  test(`${name} refuses locked channels, or has nothing to change`, () => {
    let refused = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const random = makeRandom(seed);
      const before = frozen({ ...randomProject(random, { wild: true }), locked: names });
      try {
        assert.equal(projectOf(edit(before, random)), before, `${name}, seed ${seed}`);
      } catch (fault) {
        assert.match(fault.message, /is locked|no room/, `${name}, seed ${seed}`);
        refused++;
      }
    }
    assert.ok(refused >= 10, `${name} refused ${refused} of 20`);
  });

test("any edits, then as many undos, restore the start exactly, and redo the end", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = makeRandom(seed * 77);
    const start = randomProject(random, { wild: true });
    const text = JSON.stringify(start);
    const history = makeHistory(startOf(start));
    let steps = 0;
    for (let i = 0; i < 30; i++) {
      const [name, edit] = random.pick(edits);
      const made = attempt(() => edit(history.project, random));
      if (made && history.push(frozen(projectOf(made)), name)) steps++;
      check(history.project, `seed ${seed}, after ${name}`);
    }
    const end = history.project;
    for (let i = 0; i < steps; i++) assert.ok(history.undo());
    assert.equal(history.project, start);
    assert.equal(JSON.stringify(history.project), text);
    assert.ok(!history.undo());
    while (history.redo());
    assert.equal(history.project, end);
  }
});

test("whatever was edited, cut, shifted, mirrored and looped: without the edits it is the capture, byte for byte", () => {
  const bytes = JSON.stringify(capture());
  for (let seed = 1; seed <= 40; seed++) {
    const random = makeRandom(seed * 31);
    let edited = frozen({ version: 1, name: "Captured", track: capture(), source: { driver: "a-clip", from: 2, to: 6 } });
    for (let i = 0; i < 20; i++) {
      const [name, edit] = random.pick(edits.filter(([name]) => name !== "toggle"));
      const made = attempt(() => edit(edited, random));
      if (made) edited = frozen(JSON.parse(JSON.stringify(projectOf(made)))); // as after a reload: nothing is shared
      check(edited, `seed ${seed}, after ${name}`);
    }
    const back = removeEdits(edited);
    assert.equal(JSON.stringify(back.track), bytes, `seed ${seed}`);
    assert.deepEqual([back.source, back.capture], [{ driver: "a-clip", from: 2, to: 6 }, undefined]);
    assert.equal(removeEdits(back), back);
  }
});

/** Refusals are sentences. */
function attempt(edit) {
  try {
    return edit();
  } catch (fault) {
    if (fault.constructor !== Error) throw fault;
    assert.match(fault.message, /^[^.]{10,}\.$/);
    return null;
  }
}

const projectOf = (made) => made.project ?? made;

const layerWithKeys = (p) => Math.max(p.track.layers.findIndex(({ kind, range }) => kind === "edits" && !range), 1);

function someKeys(p, layer, random) {
  const { curves } = p.track.layers[layer] ?? { curves: {} };
  const all = Object.entries(curves).flatMap(([channel, curve]) => (curve.keys ?? []).map((_, index) => ({ channel, index })));
  return random.some(all, random.whole(1, 6));
}

/** Valid as docs/motion-track.schema.json has it, and nothing JSON would lose. */
function check(project, where) {
  assert.deepEqual(JSON.parse(JSON.stringify(project)), project, where);
  const { track } = project;
  assert.ok(track.layers.length <= limits.layers);
  for (const layer of track.layers)
    for (const [name, { keys, samples }] of Object.entries(layer.curves)) {
      assert.ok((keys ?? samples).length > 0, `${where}: ${name} is empty`);
      for (const sample of samples ?? []) assert.ok(Math.abs(sample) <= limits.value, where);
      keys?.forEach((key, i) => {
        assert.ok(i === 0 || key.frame >= keys[i - 1].frame, `${where}: ${name} is in order`);
        const [frames, values] = [[key.frame, key.in?.[0] ?? 0, key.out?.[0] ?? 0], [key.value, key.in?.[1] ?? 0, key.out?.[1] ?? 0]];
        assert.ok(frames.every((f) => Math.abs(f) <= limits.frame) && values.every((v) => Math.abs(v) <= limits.value), `${where}: ${name} within bounds`);
      });
    }
  for (const frame of [0, 12.5, track.length - 1])
    evaluateTrack(played(project), frame).forEach((value, i) => assert.ok(value >= channels[i].minimum && value <= channels[i].maximum, `${where}: ${channels[i].name} shows ${value}`));
}
