// Projects for the tests: a made-up capture with two blinks, random layers above it, and a seeded random.
import { channels } from "../../wwwroot/js/curve-editor/track.js";

export const BLINKS = [30, 71];

/** @param {number} seed */
export function makeRandom(seed) {
  let state = (seed * 2654435761) >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const between = (low, high) => low + (high - low) * next();
  const whole = (low, high) => Math.floor(between(low, high + 1));
  const pick = (list) => list[whole(0, list.length - 1)];
  return { next, between, whole, pick, some: (list, count) => [...list].sort(() => next() - 0.5).slice(0, count) };
}

/** 100 frames of a talking face: 4 s at 25 frames a second. */
export function capture(length = 100) {
  const samples = (value) => ({ samples: Array.from({ length }, (_, i) => Math.fround(value(i))) });
  const lid = (i) => BLINKS.reduce((most, at) => Math.max(most, 1 - Math.abs(i - at) / 3), 0.03 + 0.01 * Math.sin(i));
  return {
    version: 1, rate: 25, length, neutral: { yaw: 0.1, pitch: 0, roll: -0.02, x: 0.45, y: 0.4, scale: 0.3 },
    layers: [{
      name: "Captured", kind: "captured", mode: "replace",
      curves: {
        headYaw: samples((i) => 0.3 * Math.sin(i / 9)), headX: samples((i) => 0.1 * Math.cos(i / 7)), headScale: samples((i) => 1 + 0.05 * Math.sin(i / 11)),
        eyeBlinkLeft: samples(lid), eyeBlinkRight: samples((i) => 0.9 * lid(i)), jawOpen: samples((i) => 0.25 + 0.2 * Math.sin(i / 2)),
        mouthSmileLeft: samples((i) => 0.2 + 0.1 * Math.sin(i / 5)), mouthSmileRight: samples((i) => 0.15 + 0.1 * Math.sin(i / 5)),
      },
    }],
  };
}

export const project = (track = capture()) => frozen({ version: 1, name: "Talking", track });

/** Captured, a layer of random keys of all kinds, and a range on top. Wild handles overlap in time, which no key more can keep. */
export function randomProject(random, { wild = false } = {}) {
  const track = capture();
  const curves = Object.fromEntries(random.some(["jawOpen", "headYaw", "headScale", "mouthSmileLeft", "mouthSmileRight", "eyeLookInLeft", "eyeBlinkLeft"], 4).map((name) => [name, { keys: wild ? randomKeys(random, name) : tame(randomKeys(random, name)) }]));
  const edits = { name: "Edits", kind: "edits", mode: random.pick(["additive", "replace"]), ...(random.next() < 0.3 && { weight: 0.5 }), curves };
  const held = { name: "Range", kind: "edits", mode: "replace", range: { from: 40, to: 60, fadeIn: 4, fadeOut: 3 }, curves: { browInnerUp: { keys: [{ frame: 40, value: 0.6 }] } } };
  return frozen({ version: 1, name: "Random", track: { ...track, ...(random.next() < 0.3 && { loop: true }), layers: [...track.layers, edits, held] } });
}

function randomKeys(random, name) {
  const { rest } = channels.find((c) => c.name === name);
  const keys = [];
  for (let frame = random.whole(0, 20); frame < 100; frame += random.whole(1, 25)) {
    const kind = random.pick(["bezier", "bezier", "linear", "hold"]);
    const handles = random.pick(["auto", "vector", "aligned", "free"]);
    const slope = random.between(-0.05, 0.05);
    keys.push({
      frame, value: rest + random.between(-0.6, 0.6),
      ...(kind !== "bezier" && { kind }), ...(handles !== "auto" && { handles }),
      ...(handles === "aligned" && { in: [-3, -3 * slope], out: [4, 4 * slope] }),
      ...(handles === "free" && { in: [random.between(-8, 0), random.between(-0.5, 0.5)], out: [random.between(0, 8), random.between(-0.5, 0.5)] }),
    });
  }
  return keys;
}

/** Handles as long as half their segment at most. */
const tame = (keys) => keys.map((key, i) => {
  const within = ([frames, value], span) => (Math.abs(frames) <= span / 2 ? [frames, value] : [(Math.sign(frames) * span) / 2, (value * span) / 2 / Math.abs(frames)]);
  return key.in ? { ...key, in: within(key.in, key.frame - (keys[i - 1]?.frame ?? -99)), out: within(key.out, (keys[i + 1]?.frame ?? 199) - key.frame) } : key;
});

/** An edit that changed its input would throw. */
export function frozen(value) {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
