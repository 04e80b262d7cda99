// @ts-check
// The canvas area: ruler, lanes and curves over one axis of frames. Owns the spaces, and draws at most once an animation frame.

import { makeTiles } from "./back-tiles.js";
import { paletteOf } from "./colours.js";
import { evaluateChannel, shownTrack } from "./composite.js";
import { makePaths } from "./curve-paths.js";
import { el } from "./dom.js";
import { boxAround } from "./hits.js";
import { fromPixels, spanAround, toPixels } from "./spaces.js";
import { channelByName } from "./track.js";
import { drawBack, drawFront, gripsOf, handleTips, inputsOfBack } from "./view.js";
import { drawRuler } from "./lanes.js";

/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./look.js").Look} Look */
/** @typedef {import("./spaces.js").Spaces} Spaces */

const EDGE = 16; // pixels left free at both ends of the frames

/** @param {Editor} editor @param {Look} look @param {AbortSignal} signal */
export function makeSurface(editor, look, signal) {
  const paths = makePaths();
  const ruler = el("canvas", { class: "ce-ruler-canvas", "aria-hidden": "true" });
  const back = makeTiles();
  const front = el("canvas", { class: "ce-curves-canvas", "aria-hidden": "true" });
  const keys = el("div", { class: "ce-keys" });
  const plane = el("div", { class: "ce-plane", tabindex: "0", role: "group", "aria-label": "Curves: arrows move the playhead, up and down go from key to key" }, back.root, front, keys);
  const lanes = el("div", { class: "ce-lanes" });
  const line = el("div", { class: "ce-playhead", "aria-hidden": "true" });
  const rulerBox = el("div", { class: "ce-ruler", title: "Drag to scrub; with Shift to mark a range" }, ruler);
  const root = el("div", { class: "ce-surface" }, rulerBox, lanes, plane, line);

  let palette = paletteOf(root);
  let size = { width: 0, height: 0 };
  let fitted = { of: "", span: { from: 0, to: 1 } };
  let waiting = false;
  /** @type {{look: import("./look.js").LookState, project: import("./project.js").Project, size: object, spaces: Spaces} | null} */ let placed = null;
  /** @type {import("./view.js").Box | null} */ let marquee = null;
  /** @type {((surface: {spaces: Spaces, palette: import("./colours.js").Palette}) => void)[]} */ const followers = [];
  /** @type {((ref: import("./editor.js").KeyRef) => void)[]} */ const focusers = [];

  const surface = {
    root, ruler: rulerBox, lanes, plane, keys, paths,
    get spaces() { return spaces(); },
    get palette() { return palette; },
    /** Shown channels from back to front with their keys, and the line's value at a frame. @param {number} frame */
    channelsAt(frame) {
      const { shown, current } = look.state;
      const track = shownTrack(editor.project);
      const at = Math.min(Math.max(frame, 0), track.length - 1);
      const names = [...shown.filter((name) => name !== current), ...(shown.includes(current) ? [current] : [])];
      return names.map((name) => ({ name, points: paths.points(editor.project, name, editor.layer), value: evaluateChannel(track, name, at) }));
    },
    get tips() { return handleTips(paths, scene()); },
    get grips() { return scene().frame ? gripsOf(/** @type {import("./view.js").Box} */ (scene().frame)) : []; },
    /** @param {import("./editor.js").KeyRef} ref */
    pointOf: (ref) => paths.points(editor.project, ref.channel, editor.layer)[ref.index],
    /** @param {import("./view.js").Box | null} box */
    showMarquee(box) {
      marquee = box;
      redraw();
    },
    /** Called with every drawing, for lanes with the same frames. @param {(state: {spaces: Spaces, palette: import("./colours.js").Palette}) => void} draw */
    follow(draw) {
      followers.push(draw);
      redraw();
    },
    /** Moves the keyboard to a key. @param {import("./editor.js").KeyRef} ref */
    focusKey: (ref) => focusers.forEach((focus) => focus(ref)),
    /** @param {(ref: import("./editor.js").KeyRef) => void} focus */
    onFocusKey: (focus) => void focusers.push(focus),
    redraw,
    /** The whole drawing at once, for measurements. */
    drawNow: draw,
    /** Values fitted anew to what is shown. */
    fitValues() {
      fitted = { of: "", span: fitted.span };
      look.set({ values: null });
    },
    /** @param {{clientX: number, clientY: number}} event @returns {{x: number, y: number, frame: number, value: number}} on the curves */
    placeOf({ clientX, clientY }) {
      const box = plane.getBoundingClientRect();
      const [x, y] = [clientX - box.left, clientY - box.top];
      return { x, y, frame: fromPixels(spaces().frame, x), value: fromPixels(spaces().value, y) };
    },
    /** @param {PointerEvent} event the frame under a pointer, whole and within the track */
    frameOf({ clientX }) {
      const frame = Math.round(fromPixels(spaces().frame, clientX - plane.getBoundingClientRect().left));
      return Math.min(Math.max(frame, 0), editor.project.track.length - 1);
    },
  };

  const watcher = new ResizeObserver(() => {
    size = { width: plane.clientWidth, height: plane.clientHeight };
    refreshPalette(); // the theme may have changed while nothing was shown
  });
  watcher.observe(plane);
  signal.addEventListener("abort", () => watcher.disconnect());
  // A change of theme is seen by the transition of a colour.
  root.addEventListener("transitionrun", (e) => {
    if (e.target !== root) return;
    requestAnimationFrame(() => requestAnimationFrame(refreshPalette));
  }, { signal });
  root.addEventListener("transitionend", refreshPalette, { signal });
  for (const event of /** @type {const} */ (["change", "options"])) editor.on(event, redraw, signal);
  editor.on("playhead", movePlayhead, signal);
  look.on(redraw, signal);
  return surface;

  function refreshPalette() {
    palette = paletteOf(root);
    redraw();
  }

  function redraw() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (!signal.aborted) draw();
    });
  }

  function draw() {
    if (size.width === 0) return;
    if (!palette.ground) palette = paletteOf(root);
    const state = scene();
    drawPlane(state);
    drawRuler(ruler, state.spaces, palette, editor.project.track.rate, editor.range);
    for (const follower of followers) follower(state);
    movePlayhead();
  }

  /** The channels in hand are in front; what lies behind is drawn anew only where it changed. @param {import("./view.js").Scene} state */
  function drawPlane(state) {
    const { shown, current, selection } = state;
    const inHand = new Set([...selection.map((ref) => ref.channel), current]);
    const behind = shown.filter((name) => !inHand.has(name));
    back.show(state.spaces, size, inputsOfBack(paths, state, behind), (on, spaces) => drawBack(on, paths, { ...state, spaces }, behind));
    drawFront(front, paths, state, [...shown.filter((name) => inHand.has(name) && name !== current), ...(shown.includes(current) ? [current] : [])]);
  }

  function movePlayhead() {
    line.style.transform = `translateX(${toPixels(spaces().frame, editor.playhead)}px)`;
  }

  /** @returns {Spaces} */
  function spaces() {
    const { project } = editor;
    if (placed?.look === look.state && placed.project === project && placed.size === size) return placed.spaces;
    placed = { look: look.state, project, size, spaces: measure() };
    return placed.spaces;
  }

  /** Frame 0 is on a whole pixel of the screen, so that what is drawn can be moved. @returns {Spaces} */
  function measure() {
    const { from, to } = look.state.frames;
    const [start, end] = [EDGE + 26, Math.max(EDGE + 27, size.width - EDGE)];
    const across = (end - start) / (to - from);
    const ratio = devicePixelRatio || 1;
    const snapped = Math.round(from * across * ratio) / ratio / across;
    return {
      frame: { start, end, span: { from: snapped, to: snapped + (to - from) } },
      value: { start: size.height - EDGE, end: EDGE, span: look.state.values ?? fit() },
    };
  }

  /** @returns {import("./view.js").Scene} */
  function scene() {
    const { shown, current, tool } = look.state;
    const { project, layer, selection, range } = editor;
    const place = spaces();
    const frame = tool === "select" ? boxAround(selection, place, surface.pointOf) : null;
    return { project, layer, shown, current, selection, range, spaces: place, view: place, palette, marquee, frame };
  }

  /** Expression channels show their whole range, head channels what they do. Stays as it is while dragging. */
  function fit() {
    const of = look.state.shown.join();
    if (fitted.of === of && (editor.inGesture || keysFit())) return fitted.span;
    const track = shownTrack(editor.project);
    const values = look.state.shown.flatMap((name) => {
      const { minimum, maximum, rest } = /** @type {import("./track.js").Channel} */ (channelByName.get(name));
      if (minimum === 0 && maximum === 1) return [0, 1];
      return [rest, ...sampleOf(name)];
    });
    fitted = { of, span: spanAround(values, 0.4, 0.06) };
    return fitted.span;

    /** @param {string} name */
    function sampleOf(name) {
      const step = Math.max(1, Math.floor(track.length / 200));
      const sampled = [];
      for (let f = 0; f < track.length; f += step) sampled.push(evaluateChannel(track, name, f));
      return [...sampled, ...paths.points(editor.project, name, editor.layer).map((point) => point.value)];
    }
  }

  function keysFit() {
    const { from, to } = fitted.span;
    return look.state.shown.every((name) => paths.points(editor.project, name, editor.layer).every(({ value }) => value >= from && value <= to));
  }
}

/** @typedef {ReturnType<typeof makeSurface>} Surface */
