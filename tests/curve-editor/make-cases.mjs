// Writes cases.json, which the tests of curves, tracks and projects read, in JS and C#. Run once: node tests/curve-editor/make-cases.mjs
import { writeFileSync } from "node:fs";
import { exactValue } from "./exact-curve.mjs";
import { projectCases } from "./project-cases.mjs";
import { trackCases } from "./track-cases.mjs";

const KINDS = ["bezier", "linear", "hold"];
const MODES = ["auto", "vector", "aligned", "free"];
const STEEPEST = 1e4; // steeper than that per frame, a double's own rounding of the frame shows

let state = 20240;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const between = (from, to) => Math.round((from + (to - from) * random()) * 1e4) / 1e4;
const pick = (list) => list[Math.floor(random() * list.length)];

const curves = [...kindsAndModes(), ...degenerateHandles(), ...equalTimes(), ...extrapolation(), ...sampled(), ...mixtures(96)];
const cases = { curves: curves.map(([name, curve]) => ({ name, curve, points: pointsOf(curve) })), tracks: trackCases(), projects: projectCases() };
const lines = (list) => list.map((c) => "    " + JSON.stringify(c)).join(",\n");
writeFileSync(new URL("cases.json", import.meta.url), `{\n  "curves": [\n${lines(cases.curves)}\n  ],\n  "tracks": [\n${lines(cases.tracks)}\n  ],\n  "projects": [\n${lines(cases.projects)}\n  ]\n}\n`);
console.log(`${cases.curves.length} curves, ${cases.tracks.length} tracks, ${cases.projects.length} projects`);

function* kindsAndModes() {
  for (const kind of KINDS)
    for (const left of MODES)
      for (const right of MODES)
        yield [`${kind}, ${left} to ${right}`, { keys: [key(-4.5, kind, left), key(3, kind, left), key(12.25, kind, right), key(20, kind, right)] }];
}

function* degenerateHandles() {
  const shapes = {
    none: [0, 0], upright: [0, 0.5], backward: [-3, 0.4], "full length": [10, 0.3], "too long": [25, 1.5], "very long": [1e5, 300],
    tiny: [1e-9, 0.25], flat: [4, 0], high: [5, 400],
  };
  for (const [a, out] of Object.entries(shapes))
    for (const [b, arrive] of Object.entries(shapes))
      yield [`leaving ${a}, arriving ${b}`, {
        keys: [{ frame: 0, value: 0.2, handles: "free", out }, { frame: 10, value: 0.9, handles: "free", in: [-arrive[0], arrive[1]] }],
      }];
}

function* equalTimes() {
  for (const kind of KINDS)
    for (const mode of MODES) {
      const at = (frame) => key(frame, kind, mode);
      yield [`two keys at one frame, ${kind} ${mode}`, { keys: [at(0), at(5), at(5), at(9)] }];
      yield [`three keys at one frame at the start, ${kind} ${mode}`, { keys: [at(2), at(2), at(2), at(9)] }];
      yield [`two keys at one frame at the end, ${kind} ${mode}`, { keys: [at(0), at(6), at(6)] }];
    }
  yield ["all keys at one frame", { keys: [key(4, "bezier", "auto"), key(4, "linear", "auto"), key(4, "hold", "auto")] }];
}

function* extrapolation() {
  for (const kind of KINDS) yield [`a single key, ${kind}`, { keys: [key(7, kind, "free")] }];
  yield ["keys far away", { keys: [key(-1e6, "bezier", "auto"), key(1e6, "bezier", "auto")] }];
  yield ["keys very near", { keys: [key(1, "bezier", "auto"), key(1.000001, "bezier", "auto"), key(1.000002, "bezier", "auto")] }];
  yield ["equal values", { keys: [0, 3, 11].map((frame) => ({ frame, value: 0.37 })) }];
  yield ["a rise without turning", { keys: [0, 1, 5, 6, 20].map((frame, i) => ({ frame, value: i * i })) }];
  yield ["turning at every key", { keys: [0, 1, 5, 6, 20].map((frame, i) => ({ frame, value: i % 2 })) }];
}

function* sampled() {
  yield ["one sample", { samples: [0.1] }];
  yield ["two samples", { samples: [0.1, -0.7] }];
  for (const count of [3, 10, 40]) yield [`${count} samples`, { samples: Array.from({ length: count }, () => between(-1, 1)) }];
}

function* mixtures(count) {
  for (let i = 0; i < count; i++) {
    const keys = [];
    let frame = between(-5, 5);
    for (let k = 0; k < 2 + Math.floor(random() * 6); k++) {
      keys.push(key(frame, pick(KINDS.slice(0, random() < 0.7 ? 1 : 3)), pick(MODES)));
      frame = Math.round((frame + between(0.05, 9)) * 1e4) / 1e4;
    }
    yield [`mixture ${i + 1}`, { keys }];
  }
}

function key(frame, kind, mode) {
  const made = { frame, value: between(-1, 1) };
  if (kind !== "bezier") made.kind = kind;
  if (mode !== "auto") made.handles = mode;
  if (mode === "aligned") {
    const slope = between(-0.5, 0.5);
    const [before, after] = [between(0, 6), between(0, 6)];
    return { ...made, in: [-before, -slope * before], out: [after, slope * after] };
  }
  return mode === "free" ? { ...made, in: [between(-8, 1), between(-1, 1)], out: [between(-1, 8), between(-1, 1)] } : made;
}

/** [frame, value] pairs: at every key, beside it, at odd places between keys, and outside. */
function pointsOf(curve) {
  const marks = curve.keys?.map((k) => k.frame) ?? curve.samples.map((_, i) => i).slice(0, 6);
  const [first, last] = [marks[0], marks[marks.length - 1]];
  const frames = new Set([first - 12.5, first - 1e-6, ...marks, last + 1e-6, last + 40]);
  for (let i = 1; i < marks.length; i++)
    for (const share of [0.03, 0.31, 0.5, 0.88]) frames.add(marks[i - 1] + (marks[i] - marks[i - 1]) * share);
  const steep = (frame) => marks.every((m) => m !== frame) && Math.abs(exactValue(curve, frame + 1e-9) - exactValue(curve, frame)) > STEEPEST * 1e-9;
  const near = marks.length > 1 && last - first < 1e-3;
  return [...frames].filter((f) => near || !steep(f)).map((frame) => [frame, exactValue(curve, frame)]);
}
