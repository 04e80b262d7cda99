// Whole projects with the values they play, computed here apart from project.js: what is muted is left out, and strength scales each curve's value.
import { exactValue } from "./exact-curve.mjs";
import { captured, compose, dense, grow, layer, rise, steps, track, turn } from "./track-cases.mjs";

const free = { keys: [{ frame: 2, value: 0.7, handles: "free", out: [9, -0.6] }, { frame: 28, value: 0.2, handles: "free", in: [-7, 0.5] }] };
const talk = track(40, [captured, layer("Edits", "additive", { jawOpen: free, eyeBlinkLeft: rise, eyeLookUpLeft: rise, noseSneerLeft: rise, cheekPuff: rise, browInnerUp: free, headX: turn })]);
const scaled = track(40, [captured, layer("Edits", "additive", { headScale: grow }, { weight: 0.5 })]);
const held = track(40, [captured, layer("Range", "replace", { mouthPucker: steps, headYaw: rise, mouthSmileLeft: dense }, { range: { from: 6, to: 30, fadeIn: 4, fadeOut: 8 } })]);
const everyGroup = { Head: 0.25, Brows: 1.75, Eyes: 0.5, Gaze: 2, Nose: 1.25, Cheeks: 0, Jaw: 1.5, Mouth: 0.75 };

const projects = {
  "nothing changed": [talk, {}],
  "whole strength": [talk, { strength: { Head: 1, Jaw: 1 }, muted: [], solo: [] }],
  "muted channels": [talk, { muted: ["jawOpen", "headScale", "browInnerUp"] }],
  "one solo channel": [talk, { solo: ["jawOpen"] }],
  "solo and muted at once": [talk, { solo: ["jawOpen", "headYaw"], muted: ["headYaw"] }],
  "all channels of a group muted": [talk, { muted: ["headYaw", "headPitch", "headRoll", "headX", "headY", "headScale"] }],
  "strength 2 of keys, samples and handles": [talk, { strength: { Jaw: 2, Mouth: 2, Brows: 2 } }],
  "strength 0 is rest": [talk, { strength: { Jaw: 0, Head: 0 } }],
  "half strength of the head's size": [scaled, { strength: { Head: 0.5 } }],
  "every group in its own strength": [talk, { strength: everyGroup }],
  "strength of samples is rounded to 32 bits": [track(7, [layer("Captured", "replace", { mouthPucker: { samples: dense.samples.map((x) => x / 3) } })]), { strength: { Mouth: 1.1 } }],
  "strength under a range with fades": [held, { strength: { Mouth: 1.3, Head: 0.6 } }],
  "strength, mute and solo in a loop": [{ ...held, loop: true }, { strength: { Mouth: 0.4 }, solo: ["mouthPucker", "headYaw", "mouthSmileLeft"], muted: ["headYaw"] }],
  "locks play as ever": [talk, { locked: ["jawOpen", "headYaw"] }],
};

export function projectCases() {
  return Object.entries(projects).map(([name, [t, switches]]) => ({
    name,
    project: { version: 1, name, track: t, ...switches },
    points: [-3, 0, 3.5, 6, 7.25, 14, 22.5, 30, 39, 39.75, 81.5].map((frame) => ({ frame, values: values(t, switches, frame) })),
  }));
}

function values(t, { muted = [], solo = [], strength = {} }, frame) {
  const plays = (channel) => !muted.includes(channel) && (solo.length === 0 || solo.includes(channel));
  const layers = t.layers.map((l) => ({ ...l, curves: Object.fromEntries(Object.entries(l.curves).filter(([channel]) => plays(channel))) }));
  return compose({ ...t, layers }, frame, (curve, at, channel) => {
    const [rest, factor] = [channel === "headScale" ? 1 : 0, strength[groupOf(channel)] ?? 1];
    const away = (value) => rest + (value - rest) * factor;
    return curve.samples ? exactValue({ samples: curve.samples.map((x) => Math.fround(away(Math.fround(x)))) }, at) : away(exactValue(curve, at));
  });
}

function groupOf(channel) {
  const starts = { head: "Head", brow: "Brows", eyeLook: "Gaze", eye: "Eyes", nose: "Nose", cheek: "Cheeks", jaw: "Jaw" };
  return starts[Object.keys(starts).find((start) => channel.startsWith(start))] ?? "Mouth";
}
