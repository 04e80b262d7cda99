// @ts-check
// How the project is looked at: what of time and value is seen, which channels are drawn, what the pointer does. Kept for the visitor, never part of an undo step.

import { isAnimated } from "./composite.js";
import { channels, groupOf } from "./track.js";

/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./spaces.js").Span} Span */
/** @typedef {"select" | "box" | "add" | "pan"} Tool */

/**
 * `shown` channels are drawn, in this order; `current` is the one that gets keys. `values` null fits the curves by itself.
 * @typedef {{mode: "simple" | "curves", frames: Span, values: Span | null, shown: readonly string[], current: string, search: string, onlyAnimated: boolean,
 *   tool: Tool, panel: string}} LookState
 */

/** @param {Editor} editor @param {string} storeKey where the browser keeps it */
export function makeLook(editor, storeKey) {
  const { length } = editor.project.track;
  /** @type {LookState} */ let state = {
    mode: "simple", frames: { from: 0, to: Math.max(1, length - 1) }, values: null, shown: firstShown(editor), current: "mouthSmileLeft", search: "", onlyAnimated: false,
    tool: "select", panel: "key", ...kept(storeKey),
  };
  state = { ...state, frames: within(state.frames, length) };
  const events = new EventTarget();
  return {
    get state() { return state; },
    /** @param {Partial<LookState>} wanted */
    set(wanted) {
      state = { ...state, ...wanted };
      const { mode, frames, values, shown, current, search, onlyAnimated, tool, panel } = state;
      try {
        localStorage.setItem(storeKey, JSON.stringify({ mode, frames, values, shown, current, search, onlyAnimated, tool, panel }));
      } catch {
        // Private windows may keep nothing: the look is then forgotten with the page, the motion is not.
      }
      events.dispatchEvent(new Event("look"));
    },
    /** @param {() => void} listener @param {AbortSignal} signal */
    on(listener, signal) { events.addEventListener("look", listener, { signal }); },
  };
}

/** @typedef {ReturnType<typeof makeLook>} Look */

/** Names of channels that the list offers. @param {LookState} state @param {import("./track.js").Track} track */
export function listed({ search, onlyAnimated }, track) {
  const wanted = search.trim().toLowerCase();
  return channels
    .map((channel) => channel.name)
    .filter((name) => (!wanted || name.toLowerCase().includes(wanted) || groupOf(name).toLowerCase() === wanted) && (!onlyAnimated || isAnimated(track, name)));
}

/** A channel's name in words: "Mouth smile left". @param {string} name */
export function wordsOf(name) {
  const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words[0].toUpperCase() + words.slice(1);
}

/** @param {Editor} editor */
function firstShown({ project: { track } }) {
  const wanted = ["jawOpen", "mouthSmileLeft", "mouthSmileRight", "eyeBlinkLeft", "eyeBlinkRight", "browInnerUp"];
  const animated = wanted.filter((name) => isAnimated(track, name));
  return animated.length > 0 ? animated : wanted.slice(0, 3);
}

/** @param {string} storeKey @returns {Partial<LookState>} */
function kept(storeKey) {
  try {
    return JSON.parse(localStorage.getItem(storeKey) ?? "{}");
  } catch {
    return {};
  }
}

/** @param {Span} frames @param {number} length */
function within({ from, to }, length) {
  const end = Math.max(1, length - 1);
  return from >= 0 && to <= end && to - from >= 1 ? { from, to } : { from: 0, to: end };
}
