// @ts-check
// A slider that writes keys: one drag, one undo step, which Escape takes back. Without auto-key it only shows what it would do.

import { useLayerOf } from "./active-layer.js";
import { el } from "./dom.js";
import { clock } from "./spaces.js";

/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./pose.js").Reach} Reach */

/**
 * @param {Editor} editor
 * @param {{label: string, minimum: number, maximum: number, rest: number, step: number, edit: (project: import("./project.js").Project, value: number) => import("./editor.js").Edit & {layer?: number}, always?: boolean}} slider
 *   `always`: writes no keys, so auto-key has no say
 */
export function makeSlider(editor, { label, minimum, maximum, rest, step, edit, always }) {
  let isMoving = false;
  let isDropped = false; // taken back or refused: until it is let go, the hand moves nothing
  let shown = rest;
  let over = new AbortController();
  /** @type {import("./project.js").Project | null} */ let start = null;
  let layer = -1;
  const input = el("input", { type: "range", min: minimum, max: maximum, step, "aria-label": label });
  input.addEventListener("input", () => {
    if (isDropped) return;
    try {
      if (!isMoving) hold();
      const made = edit(/** @type {import("./project.js").Project} */ (start), input.valueAsNumber);
      layer = made.layer ?? -1;
      editor.show({ project: made.project, selection: [] });
    } catch (fault) {
      drop();
      editor.say(fault instanceof Error ? fault.message : String(fault));
    }
  });
  input.addEventListener("change", release);
  input.addEventListener("input", fill);
  return {
    input,
    /** @param {number} value */
    show(value) {
      shown = value;
      if (!isMoving) showAgain();
    },
    get isMoving() { return isMoving; },
  };

  function hold() {
    start = editor.begin();
    isMoving = true;
    over = new AbortController();
    const listen = { signal: over.signal, capture: true };
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !isMoving) return;
      event.preventDefault();
      event.stopPropagation();
      drop();
    }, listen);
    // A browser may send no `change` where the slider came back to where it was.
    addEventListener("pointerup", () => setTimeout(release), listen);
    input.addEventListener("blur", () => setTimeout(release), listen);
  }

  /** Nothing is written. */
  function drop() {
    isMoving = false;
    isDropped = true;
    editor.cancel();
  }

  function release() {
    over.abort();
    if (isDropped) showAgain();
    isDropped = false;
    if (!isMoving) return;
    isMoving = false;
    if (!editor.options.autoKey && !always) {
      editor.cancel();
      return editor.say("Auto-key is off, so nothing was written: Shift + C switches it on.");
    }
    editor.commit(label);
    const there = editor.project.track.layers[layer]?.range;
    if (layer >= 0 && !there) useLayerOf(editor, layer);
    if (there && !isWithin(there, editor.playhead)) editor.say(`${label} is changed ${spanText(editor, there)}; the playhead is outside.`);
  }

  function showAgain() {
    input.value = String(shown);
    fill();
  }

  /** Colour between rest and the value. */
  function fill() {
    const share = (/** @type {number} */ value) => `${(100 * (value - minimum)) / (maximum - minimum)}%`;
    input.style.setProperty("--ce-from", share(Math.min(rest, input.valueAsNumber)));
    input.style.setProperty("--ce-share", share(Math.max(rest, input.valueAsNumber)));
  }
}

/** @param {import("./editor.js").Range} range @param {number} frame */
export const isWithin = ({ from, to }, frame) => frame >= from && frame <= to;

/** "from 0:01.00 to 0:02.00" @param {Editor} editor @param {import("./editor.js").Range} range */
export const spanText = ({ project: { track } }, { from, to }) => `from ${clock(from, track.rate)} to ${clock(to, track.rate)}`;

/** Frames over which an edit around the playhead comes and goes. @param {import("./project.js").Project} project */
export const softFrames = ({ track }) => Math.max(1, Math.round(track.rate / 5));

/** Where a slider acts. Without a marked range it is around the playhead. @param {Editor} editor @returns {Reach} */
export function reachOf({ options, range, playhead, project }) {
  const fade = softFrames(project);
  if (options.reach === "all") return { all: true, here: playhead };
  if (options.reach === "range" && range) return { range, fade: Math.min(fade, Math.floor((range.to - range.from) / 3)) };
  return { here: playhead, frames: fade };
}
