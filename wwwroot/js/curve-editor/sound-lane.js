// @ts-check
// The waveform over the curves; pressing it scrubs.

import { el } from "./dom.js";
import { drawSound } from "./lanes.js";
import { followDrag } from "./pointers.js";

/** @param {import("./verbs.js").Bench} bench @param {import("./sound.js").Sound} sound @param {AbortSignal} signal */
export function attachSoundLane({ editor, surface }, sound, signal) {
  const canvas = el("canvas", { "aria-hidden": "true" });
  const lane = el("div", { class: "ce-sound-lane", title: "What is heard", hidden: true }, canvas);
  surface.lanes.append(lane);
  lane.addEventListener("pointerdown", (down) => {
    if (down.button !== 0) return;
    editor.seek(surface.frameOf(down));
    followDrag(lane, down, signal, { move: ({ event }) => editor.seek(surface.frameOf(event)), end: () => {}, cancel: () => {} });
  }, { signal });
  sound.onChange(() => {
    lane.hidden = !sound.isThere;
    surface.redraw();
  });
  surface.follow(({ spaces, palette }) => {
    if (sound.isThere) drawSound(canvas, spaces, palette, sound.peakBetween);
  });
}
