// @ts-check
// The handles over the live face: dragged with mouse or finger, moved with the arrow keys. One drag is one transaction.

import { useLayerOf } from "./active-layer.js";
import { el } from "./dom.js";
import { handles } from "./face-handles.js";
import { grab, pointOf } from "./grab.js";
import { wordsOf } from "./look.js";
import { setPose } from "./pose.js";
import { isWithin, reachOf } from "./sliders.js";
import { evaluateTrack } from "./track.js";

/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./face-handles.js").Handle} Handle */
/** @typedef {import("./grab.js").Point} Point */
/** @typedef {import("../draft-preview/live-face.js").LiveFace} LiveFace */

/** `at` is where the landmark is wanted, `off` how far from it the pointer took hold. @typedef {{handle: Handle, start: import("./project.js").Project, reach: import("./pose.js").Reach, grip: ReturnType<typeof grab>, at: Point, off: Point, layer: number, values: Record<string, number>}} Hold */

const STEP = 0.02; // outer-eye distances an arrow key moves; five times as far with Shift
/** @type {Readonly<Record<string, Point>>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {Editor} editor @param {() => LiveFace | null} faceOf @param {AbortSignal} signal */
export function makeGrabOverlay(editor, faceOf, signal) {
  /** @type {Hold | null} */ let held = null;
  const buttons = handles.map((handle) => el("button", {
    type: "button", class: "ce-handle", "data-handle": handle.name, "aria-label": handle.label, title: handle.label, "aria-description": "Drag it, or move it with the arrow keys.",
    onpointerdown: press, onpointermove: drag, onpointerup: () => release(), onpointercancel: drop, onlostpointercapture: () => release(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => step(event, handle), onkeyup: (/** @type {KeyboardEvent} */ event) => ARROWS[event.key] && release(), onblur: () => release(),
  }));
  const root = el("div", { class: "ce-handles", role: "group", "aria-label": "Grab the face" }, ...buttons);
  signal.addEventListener("abort", drop);
  return { root, show };

  /** Puts the handles where their landmarks are. */
  function show() {
    const face = faceOf();
    if (!face || root.hidden) return;
    const { width, height, iod } = face.numbers;
    const landmarks = face.landmarksAt(evaluateTrack(editor.track, editor.playhead));
    handles.forEach((handle, i) => {
      const [x, y] = pointOf(landmarks, handle);
      buttons[i].style.left = `${(100 * inside(x, width)) / width}%`;
      buttons[i].style.top = `${(100 * inside(y + handle.apart * iod, height)) / height}%`;
    });
  }

  /** @param {PointerEvent} event */
  function press(event) {
    if (event.button !== 0 || held) return;
    event.preventDefault();
    const button = nearest(event);
    const handle = handles[buttons.indexOf(button)];
    button.focus({ preventScroll: true });
    if (!hold(handle, filmPoint(event))) return;
    button.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  function drag(event) {
    if (!held || !(/** @type {Element} */ (event.currentTarget)).hasPointerCapture(event.pointerId)) return;
    const [x, y] = filmPoint(event);
    pull([x - held.off[0], y - held.off[1]]);
  }

  /** @param {KeyboardEvent} event @param {Handle} handle */
  function step(event, handle) {
    if (event.key === "Escape" && held) {
      event.preventDefault();
      return drop();
    }
    const arrow = ARROWS[event.key];
    if (!arrow || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (held ? held.handle !== handle : !hold(handle, null)) return;
    const { at } = /** @type {Hold} */ (held);
    const far = STEP * (event.shiftKey ? 5 : 1) * (faceOf()?.numbers.iod ?? 0);
    pull([at[0] + arrow[0] * far, at[1] + arrow[1] * far]);
  }

  /** @param {Handle} handle @param {Point | null} pointer where it took hold, film pixels */
  function hold(handle, pointer) {
    const face = faceOf();
    if (!face || editor.inGesture) return false;
    editor.endPreview();
    const reach = reachOf(editor);
    if ("range" in reach && !isWithin(reach.range, editor.playhead)) {
      editor.say("The playhead is outside the marked range, where the face is to change: move it there, or choose “Around here” beside the sliders.");
      return false;
    }
    const grip = grab(face.landmarksAt, handle, evaluateTrack(editor.track, editor.playhead), { iod: face.numbers.iod, linked: editor.options.linked });
    const start = editor.begin();
    held = { handle, start, reach, grip, at: grip.from, off: pointer ? [pointer[0] - grip.from[0], pointer[1] - grip.from[1]] : [0, 0], layer: -1, values: {} };
    return true;
  }

  /** @param {Point} target */
  function pull(target) {
    if (!held) return;
    held.at = target;
    held.values = held.grip.to(target).values;
    try {
      const made = setPose(held.start, held.values, held.reach);
      held.layer = made.layer;
      editor.show({ project: made.project, selection: [] });
    } catch (fault) {
      drop();
      editor.say(fault instanceof Error ? fault.message : String(fault));
    }
  }

  function release() {
    if (!held) return;
    const { handle, layer, values } = held;
    held = null;
    const names = Object.keys(values);
    if (!editor.options.autoKey || names.length === 0) {
      editor.cancel();
      if (names.length > 0) editor.say("Auto-key is off, so nothing was written: Shift + C switches it on.");
      return;
    }
    editor.commit(handle.label);
    if (!editor.project.track.layers[layer]?.range) useLayerOf(editor, layer);
    editor.say(sentenceOf(handle, values));
  }

  /** Nothing is written. */
  function drop() {
    if (!held) return;
    held = null;
    editor.cancel();
  }

  /** Handles may lie over each other: the one whose middle is nearest is meant. @param {PointerEvent} event */
  function nearest({ clientX, clientY }) {
    const far = (/** @type {Element} */ button) => {
      const { left, top, width, height } = button.getBoundingClientRect();
      return Math.hypot(left + width / 2 - clientX, top + height / 2 - clientY);
    };
    return buttons.reduce((best, button) => (far(button) < far(best) ? button : best));
  }

  /** @param {PointerEvent} event @returns {Point} */
  function filmPoint({ clientX, clientY }) {
    const { left, top, width, height } = root.getBoundingClientRect();
    const numbers = faceOf()?.numbers ?? { width: 0, height: 0 };
    return [((clientX - left) / width) * numbers.width, ((clientY - top) / height) * numbers.height];
  }
}

/** What the handle's own channels came to; twins and what is next to nothing are left out. @param {Handle} handle @param {Readonly<Record<string, number>>} values */
function sentenceOf({ label, axes }, values) {
  const own = axes.flatMap(({ plus, minus }) => [plus, minus ?? ""]).filter((name) => Math.abs(values[name] ?? 0) >= 0.01);
  return own.length ? `${label}: ${own.map((name) => `${wordsOf(name).toLowerCase()} ${values[name].toFixed(2)}`).join(", ")}.` : `${label} is at rest.`;
}

/** @param {number} at @param {number} size */
const inside = (at, size) => Math.min(Math.max(at, 0), size);
