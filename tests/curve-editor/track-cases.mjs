// Whole tracks with the values their layers compose to, computed here step by step from the exact curves.
import { exactValue } from "./exact-curve.mjs";

export const rise = { keys: [{ frame: 0, value: 0 }, { frame: 10, value: 0.8 }, { frame: 30, value: 0.1 }] };
export const turn = { keys: [{ frame: 0, value: -0.2, kind: "linear" }, { frame: 20, value: 0.4 }, { frame: 40, value: -0.2 }] };
export const grow = { keys: [{ frame: 0, value: 1 }, { frame: 15, value: 1.3, handles: "free", in: [-4, 0.1], out: [9, 0] }, { frame: 40, value: 0.9 }] };
export const dense = { samples: [0.1, 0.2, 0.4, 0.35, 0.9, 1, 0.6, 0.3] };
export const steps = { keys: [{ frame: 4, value: 0.25, kind: "hold" }, { frame: 9, value: 0.75, kind: "hold" }] };

export const layer = (name, mode, curves, more = {}) => ({ name, kind: "edits", mode, curves, ...more });
export const track = (length, layers, more = {}) => ({ version: 1, rate: 25, length, layers, ...more });
export const captured = { ...layer("Captured", "replace", { jawOpen: rise, headYaw: turn, headScale: grow, mouthPucker: dense }), kind: "captured" };

const tracks = {
  "no layer is the photo at rest": track(10, []),
  "captured alone": track(40, [captured]),
  "additive edits": track(40, [captured, layer("Edits", "additive", { jawOpen: steps, headScale: grow, headYaw: turn, browInnerUp: rise })]),
  "replacing edits": track(40, [captured, layer("Edits", "replace", { jawOpen: steps, headScale: turn })]),
  "half weights": track(40, [captured, layer("Add", "additive", { jawOpen: steps, headScale: grow }, { weight: 0.5 }), layer("Put", "replace", { headYaw: rise, headScale: grow }, { weight: 0.25 })]),
  "muted and weightless layers": track(40, [captured, layer("Muted", "replace", { jawOpen: steps }, { mute: true }), layer("None", "additive", { jawOpen: steps }, { weight: 0 })]),
  "a range with fades": track(40, [captured, layer("Put", "replace", { jawOpen: steps, headYaw: rise }, { range: { from: 8, to: 24, fadeIn: 5, fadeOut: 3 } })]),
  "a range without fades": track(40, [captured, layer("Put", "replace", { jawOpen: steps }, { range: { from: 8, to: 24, fadeIn: 0, fadeOut: 0 } })]),
  "overlapping fades": track(40, [captured, layer("Add", "additive", { jawOpen: steps, headScale: grow }, { weight: 0.8, range: { from: 5, to: 15, fadeIn: 8, fadeOut: 8 } })]),
  "values are kept in range": track(40, [layer("Up", "additive", { jawOpen: { keys: [{ frame: 0, value: 3 }] }, headX: { keys: [{ frame: 0, value: -9 }] }, headScale: { keys: [{ frame: 0, value: -5 }] } }), layer("Down", "additive", { jawOpen: { keys: [{ frame: 0, value: -2.6 }] } })]),
  "a loop": track(40, [captured], { loop: true }),
  "a loop of samples that closes": track(7, [layer("Loop", "replace", { mouthPucker: { samples: [...dense.samples.slice(0, 7), dense.samples[0]] } })], { loop: true }),
  "a single frame": track(1, [captured]),
};

export function trackCases() {
  return Object.entries(tracks).map(([name, t]) => ({
    name,
    track: t,
    points: [-53.5, -1, 0, 0.5, 4, 6.25, 8, 9, 14.125, 15, 23.9, 24, 31, 39, 39.6, 40, 1000.75].map((frame) => ({ frame, values: compose(t, frame) })),
  }));
}

/** Values of the channels that some layer moves, each curve's value by `valueOf(curve, frame, channel)`. */
export function compose(t, frame, valueOf = exactValue) {
  const at = t.loop ? ((frame % t.length) + t.length) % t.length : Math.max(0, Math.min(t.length - 1, frame));
  const values = {};
  for (const l of t.layers) {
    const weight = l.mute ? 0 : (l.weight ?? 1) * (l.range ? fade(l.range, at) : 1);
    for (const [channel, curve] of Object.entries(l.curves)) {
      const below = values[channel] ?? (channel === "headScale" ? 1 : 0);
      const value = valueOf(curve, at, channel);
      if (l.mode === "replace") values[channel] = (1 - weight) * below + weight * value;
      else if (channel === "headScale") values[channel] = below * Math.exp(weight * Math.log(Math.max(0.3, value)));
      else values[channel] = below + weight * value;
    }
  }
  const limits = (c) => (c === "headScale" ? [0.3, 3] : /head[XY]/.test(c) ? [-3, 3] : c.startsWith("head") ? [-1.2, 1.2] : [0, 1]);
  return Object.fromEntries(Object.entries(values).map(([c, v]) => [c, Math.min(limits(c)[1], Math.max(limits(c)[0], v))]));
}

function fade({ from, to, fadeIn, fadeOut }, at) {
  if (at < from || at > to) return 0;
  const ramp = (x, width) => (x >= width ? 1 : 3 * (x / width) ** 2 - 2 * (x / width) ** 3);
  return ramp(at - from, fadeIn) * ramp(to - at, fadeOut);
}
