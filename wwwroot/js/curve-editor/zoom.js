// @ts-check
// Moving and zooming what is seen: wheel, dragging with the hand, two fingers.

import { followDrag } from "./pointers.js";
import { lengthOf, moved, zoomed } from "./spaces.js";

/** @typedef {import("./look.js").Look} Look */
/** @typedef {import("./surface.js").Surface} Surface */
/** @typedef {import("./spaces.js").Span} Span */

const LEAST_FRAMES = 4;
const WHEEL_ZOOM = 1.0016; // for each pixel of the wheel
const VALUES = { from: -12, to: 12 };
const LEAST_VALUES = 0.02;

/** @param {import("./editor.js").Editor} editor @returns {Span} */
export const wholeTrack = (editor) => ({ from: 0, to: Math.max(1, editor.project.track.length - 1) });

/** @param {import("./editor.js").Editor} editor @param {Look} look @param {number} factor @param {number} about frame that stays */
export function zoomFrames(editor, look, factor, about) {
  look.set({ frames: zoomed(look.state.frames, about, factor, wholeTrack(editor), Math.min(LEAST_FRAMES, wholeTrack(editor).to)) });
}

/** @param {Look} look @param {Surface} surface @param {number} factor @param {number} about value that stays */
export function zoomValues(look, surface, factor, about) {
  look.set({ values: zoomed(surface.spaces.value.span, about, factor, VALUES, LEAST_VALUES) });
}

/** @param {import("./editor.js").Editor} editor @param {Look} look @param {Surface} surface @param {AbortSignal} signal */
export function attachZoom(editor, look, surface, signal) {
  const { root, plane } = surface;
  root.addEventListener("wheel", (e) => {
    e.preventDefault();
    const at = surface.placeOf(e);
    const pixels = e.deltaMode === WheelEvent.DOM_DELTA_LINE ? e.deltaY * 16 : e.deltaY;
    if (e.altKey) zoomValues(look, surface, Math.pow(WHEEL_ZOOM, pixels), at.value);
    else if (e.ctrlKey || e.metaKey) zoomFrames(editor, look, Math.pow(WHEEL_ZOOM, pixels), at.frame);
    else {
      const across = e.shiftKey || Math.abs(e.deltaX) > Math.abs(e.deltaY) ? e.deltaX || pixels : pixels;
      look.set({ frames: moved(look.state.frames, lengthOf(surface.spaces.frame, across), wholeTrack(editor)) });
    }
  }, { signal, passive: false });

  /** @type {Map<number, PointerEvent>} */ const fingers = new Map();
  plane.addEventListener("pointerdown", (e) => {
    if (e.pointerType !== "touch") return;
    fingers.set(e.pointerId, e);
    plane.setPointerCapture(e.pointerId);
  }, { signal });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) plane.addEventListener(end, (e) => fingers.delete(e.pointerId), { signal });
  plane.addEventListener("pointermove", (e) => {
    const before = fingers.get(e.pointerId);
    if (!before) return;
    const other = [...fingers.values()].find((finger) => finger.pointerId !== e.pointerId);
    if (other) pinch(before, e, other);
    fingers.set(e.pointerId, e);
  }, { signal });

  /** @param {PointerEvent} before @param {PointerEvent} now @param {PointerEvent} still */
  function pinch(before, now, still) {
    const centre = surface.placeOf({ clientX: (before.clientX + still.clientX) / 2, clientY: (before.clientY + still.clientY) / 2 });
    const was = Math.abs(before.clientX - still.clientX);
    const is = Math.abs(now.clientX - still.clientX);
    if (was > 24 && is > 24) zoomFrames(editor, look, was / is, centre.frame);
    const by = lengthOf(surface.spaces.frame, (before.clientX - now.clientX) / 2);
    look.set({ frames: moved(look.state.frames, by, wholeTrack(editor)) });
  }
}

/**
 * A drag that moves frames and values under the pointer.
 * @param {import("./editor.js").Editor} editor @param {Look} look @param {Surface} surface @param {PointerEvent} down @param {AbortSignal} signal @param {{started?: () => void, click?: () => void, dropped?: () => void}} [steps]
 */
export function panSurface(editor, look, surface, down, signal, steps = {}) {
  const start = look.state;
  const spaces = surface.spaces;
  followDrag(surface.plane, down, signal, {
    start: steps.started,
    move: ({ x, y }) => look.set({
      frames: moved(start.frames, lengthOf(spaces.frame, -x), wholeTrack(editor)),
      ...(start.values && { values: moved(start.values, lengthOf(spaces.value, -y), VALUES) }),
    }),
    end: () => {},
    cancel: () => {},
    click: steps.click,
    dropped: steps.dropped,
  });
}

