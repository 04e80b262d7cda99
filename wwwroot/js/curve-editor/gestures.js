// @ts-check
// Mouse, pen and fingers on the curves. A drag is one transaction: begun, shown while it moves, committed on release or taken back by Escape.

import { editLayer, gainOf } from "./active-layer.js";
import { boxAround, hitAt, includesRef, joined, keysWithin, toggled } from "./hits.js";
import { duplicateKeys, moveHandle, moveKeys, scaleKeys } from "./keys.js";
import { withTwins } from "./linked.js";
import { followDrag } from "./pointers.js";
import { addSeenKey } from "./pose.js";
import { softFrames } from "./sliders.js";
import { fromPixels, lengthOf, lockAxis, snap } from "./spaces.js";
import { channelByName } from "./track.js";
import { panSurface } from "./zoom.js";

/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./editor.js").KeyRef} KeyRef */
/** @typedef {import("./surface.js").Surface} Surface */

const MOUSE_REACH = 8;
const TOUCH_REACH = 22;
const SNAP_PIXELS = 6;
const LONG_PRESS_MILLISECONDS = 450;
const DOUBLE_MILLISECONDS = 380;

/** @param {Editor} editor @param {import("./look.js").Look} look @param {Surface} surface @param {(at: {clientX: number, clientY: number}) => void} openMenu @param {AbortSignal} signal */
export function attachGestures(editor, look, surface, openMenu, signal) {
  const { plane } = surface;
  let lastTap = { time: 0, x: 0, y: 0 };
  let holdsGround = false; // the last press was a finger's that draws a box, or will when it is held: it wants no menu

  plane.addEventListener("pointerdown", (e) => {
    if (e.pointerType === "touch" && !e.isPrimary) return;
    holdsGround = false;
    if (e.button > 1) return;
    plane.focus({ preventScroll: true });
    editor.endPreview();
    const reach = e.pointerType === "touch" ? TOUCH_REACH : MOUSE_REACH;
    const { tool } = look.state;
    if (e.button === 1 || tool === "pan") return panSurface(editor, look, surface, e, signal);
    const at = surface.placeOf(e);
    const hit = hitAt({ ...at, reach }, { spaces: surface.spaces, channels: surface.channelsAt(at.frame), tips: surface.tips, grips: surface.grips });
    if (tool === "box") return dragMarquee(e, joins(e));
    if (hit.kind === "handle") return dragHandle(e, hit.ref, hit.side);
    if (hit.kind === "key") return pressKey(e, hit.ref);
    if (hit.kind === "grip") return dragScale(e, hit.side);
    if (tool === "add") return tap(e, () => addAt(e));
    if (e.pointerType === "touch") return pressGround(e, hit);
    return dragMarquee(e, joins(e), hit);
  }, { signal });

  plane.addEventListener("contextmenu", (e) => {
    e.preventDefault();
    if (!holdsGround) openMenu(e);
  }, { signal });

  /** @param {PointerEvent} down @param {KeyRef} ref */
  function pressKey(down, ref) {
    const keep = joins(down);
    const wasSelected = includesRef(editor.selection, ref);
    const linked = chosen([ref]);
    if (keep) editor.select(toggled(editor.selection, ref));
    else if (!wasSelected) editor.select(linked);
    look.set({ current: ref.channel });
    const anchor = surface.pointOf(ref);
    if (!includesRef(editor.selection, ref) || !anchor) return;
    const start = editor.project;
    const refs = editor.selection;
    const copies = down.altKey;
    const gain = gainOf(start, editor.layer, ref.channel, anchor.frame);
    transaction(down, copies ? "Duplicate keys" : "Move keys", ({ x, y, shift }) => {
      const [dx, dy] = shift ? lockAxis(x, y) : [x, y];
      const frames = snappedFrame(anchor.frame + lengthOf(surface.spaces.frame, dx), refs) - anchor.frame;
      const value = dy === 0 ? 0 : snappedValue(ref.channel, anchor.value, lengthOf(surface.spaces.value, dy)) / gain;
      if (!copies) return moveKeys(start, editor.layer, refs, frames, value);
      const doubled = duplicateKeys(start, editor.layer, refs, frames);
      return value === 0 ? doubled : moveKeys(doubled.project, editor.layer, doubled.selection ?? [], 0, value);
    }, () => {
      if (isDouble(down)) return;
      if (!keep && wasSelected && refs.length > linked.length) editor.select(linked);
    });
  }

  /** @param {PointerEvent} down @param {KeyRef} ref @param {"in" | "out"} side */
  function dragHandle(down, ref, side) {
    const start = editor.project;
    const key = surface.pointOf(ref);
    if (!key) return;
    const refs = chosen([ref]);
    transaction(down, "Move a handle", ({ event }) => {
      const at = surface.placeOf(event);
      /** @type {import("./editor.js").Edit} */ let edit = { project: start };
      for (const one of refs) edit = moveHandle(edit.project, editor.layer, one, side, [at.frame - key.frame, at.value - key.value]);
      return edit;
    });
  }

  /** @param {PointerEvent} down @param {"left" | "right" | "top" | "bottom"} side */
  function dragScale(down, side) {
    const start = editor.project;
    const refs = editor.selection;
    const spaces = surface.spaces;
    const box = boxAround(refs, spaces, surface.pointOf);
    if (!box) return;
    const horizontal = side === "left" || side === "right";
    const keys = { left: box.left + 12, right: box.right - 12, top: box.top + 12, bottom: box.bottom - 12 };
    const opposite = { left: keys.right, right: keys.left, top: keys.bottom, bottom: keys.top }[side];
    const length = keys[side] - opposite;
    if (Math.abs(length) < 1) return editor.say(horizontal ? "All selected keys are at one frame: nothing to stretch in time." : "All selected keys have one value: nothing to stretch.");
    const frames = refs.flatMap((ref) => surface.pointOf(ref)?.frame ?? []);
    const [first, last] = [Math.min(...frames), Math.max(...frames)];
    const [held, pivot] = side === "left" ? [first, last] : [last, first];
    const floor = fromPixels(spaces.value, horizontal ? keys.bottom : opposite);
    transaction(down, "Scale keys", ({ x, y }) => {
      const time = horizontal ? (snappedFrame(held + lengthOf(spaces.frame, x), refs) - pivot) / (held - pivot) : 1;
      return scaleKeys(start, editor.layer, refs, { frame: pivot, by: time }, { value: floor, by: horizontal ? 1 : (length + y) / length });
    });
  }

  /** @param {PointerEvent} down @param {boolean} keep @param {import("./hits.js").Hit} [hit] */
  function dragMarquee(down, keep, hit) {
    holdsGround = down.pointerType === "touch";
    const from = surface.placeOf(down);
    const before = keep ? editor.selection : [];
    followDrag(plane, down, signal, {
      move: ({ event }) => {
        const to = surface.placeOf(event);
        const box = { left: Math.min(from.x, to.x), right: Math.max(from.x, to.x), top: Math.min(from.y, to.y), bottom: Math.max(from.y, to.y) };
        surface.showMarquee(box);
        editor.select(joined(before, keysWithin(box, surface.spaces, surface.channelsAt(from.frame))));
      },
      end: () => surface.showMarquee(null),
      cancel: () => {
        surface.showMarquee(null);
        editor.select(before);
      },
      click: () => {
        surface.showMarquee(null);
        clickGround(down, keep, hit);
      },
      dropped: () => surface.showMarquee(null),
    });
  }

  /** A finger on free ground: still for a while it draws a box, moving it moves the time. @param {PointerEvent} down @param {import("./hits.js").Hit} hit */
  function pressGround(down, hit) {
    holdsGround = true;
    const over = new AbortController();
    const rest = AbortSignal.any([signal, over.signal]);
    const timer = setTimeout(() => {
      over.abort();
      navigator.vibrate?.(10);
      dragMarquee(down, true, hit);
      surface.showMarquee({ left: surface.placeOf(down).x - 6, right: surface.placeOf(down).x + 6, top: surface.placeOf(down).y - 6, bottom: surface.placeOf(down).y + 6 });
    }, LONG_PRESS_MILLISECONDS);
    const forget = () => clearTimeout(timer);
    rest.addEventListener("abort", forget);
    panSurface(editor, look, surface, down, rest, {
      started: forget,
      dropped: forget,
      click: () => {
        forget();
        clickGround(down, false, hit);
      },
    });
  }

  /** @param {PointerEvent} down @param {boolean} keep @param {import("./hits.js").Hit} [hit] */
  function clickGround(down, keep, hit) {
    if (isDouble(down)) return addAt(down);
    if (hit?.kind === "line") look.set({ current: hit.channel });
    if (!keep) editor.select([]);
  }

  /** A key on the line under the pointer, else on the current channel, as high as the pointer. @param {PointerEvent} event */
  function addAt(event) {
    const at = surface.placeOf(event);
    const reach = event.pointerType === "touch" ? TOUCH_REACH : MOUSE_REACH;
    const hit = hitAt({ ...at, reach }, { spaces: surface.spaces, channels: surface.channelsAt(at.frame), tips: [], grips: [] });
    const channel = hit.kind === "line" ? hit.channel : hit.kind === "key" ? hit.ref.channel : look.state.current;
    if (!look.state.shown.includes(channel)) look.set({ shown: [...look.state.shown, channel] });
    look.set({ current: channel });
    const frame = Math.min(Math.max(editor.options.snap ? Math.round(at.frame) : at.frame, 0), editor.project.track.length - 1);
    editLayer(editor, "Add a key", (project, layer) => addSeenKey(project, layer, channel, frame, at.value, { linked: editor.options.linked, frames: softFrames(project) }));
  }

  /**
   * A drag that edits. A refusal is said and takes the whole gesture back.
   * @param {PointerEvent} down @param {string} label @param {(drag: import("./pointers.js").Drag) => import("./editor.js").Edit} edit from the project as it was at the start
   * @param {() => void} [click] when nothing moved
   */
  function transaction(down, label, edit, click = () => {}) {
    followDrag(plane, down, signal, {
      start: () => editor.begin(),
      move: (drag) => editor.show(edit(drag)),
      end: () => editor.commit(label),
      cancel: () => editor.cancel(),
      fault: (sentence) => editor.say(sentence),
      click,
    });
  }

  /** @param {number} wanted frame of what is held @param {readonly KeyRef[]} refs that move with it */
  function snappedFrame(wanted, refs) {
    if (!editor.options.snap) return wanted;
    const { range } = editor;
    const moving = new Set(refs.map((ref) => `${ref.channel}${ref.index}`));
    const reach = Math.abs(lengthOf(surface.spaces.frame, SNAP_PIXELS));
    const others = surface.channelsAt(wanted).flatMap(({ name, points }) => points.filter((p) => Math.abs(p.frame - wanted) <= reach && !moving.has(`${name}${p.index}`)).map((p) => p.frame));
    return Math.round(snap(wanted, [editor.playhead, ...(range ? [range.from, range.to] : []), ...others], reach));
  }

  /** @param {string} channel @param {number} value of the key held @param {number} by */
  function snappedValue(channel, value, by) {
    if (!editor.options.snap) return by;
    const { minimum, maximum, rest } = /** @type {import("./track.js").Channel} */ (channelByName.get(channel));
    const to = snap(value + by, [minimum, maximum, rest], Math.abs(lengthOf(surface.spaces.value, SNAP_PIXELS)));
    return Math.min(Math.max(to, minimum), maximum) - value;
  }

  /** @param {readonly KeyRef[]} refs */
  function chosen(refs) {
    return editor.options.linked ? withTwins(editor.project, editor.layer, refs) : refs;
  }

  /** @param {PointerEvent} event the second press at the same place */
  function isDouble(event) {
    const near = Math.hypot(event.clientX - lastTap.x, event.clientY - lastTap.y) < TOUCH_REACH && event.timeStamp - lastTap.time < DOUBLE_MILLISECONDS;
    lastTap = near ? { time: 0, x: 0, y: 0 } : { time: event.timeStamp, x: event.clientX, y: event.clientY };
    return near;
  }

  /** @param {PointerEvent} down @param {() => void} act */
  function tap(down, act) {
    followDrag(plane, down, signal, { move: () => {}, end: () => {}, cancel: () => {}, click: act });
  }
}

/** @param {PointerEvent} event */
const joins = (event) => event.shiftKey || event.ctrlKey || event.metaKey;
