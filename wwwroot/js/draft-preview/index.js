// @ts-check
// Live faces of a page, one mount() for each FacePreview component: portraits are fetched once, one graphics context and one clock serve them all.

import { answerOf, once } from "../curve-editor/studio.js";
import { channels, evaluateTrack } from "../curve-editor/track.js";
import { openStage } from "./stage.js";

/** @typedef {import("../curve-editor/track.js").Track} Track */
/** @typedef {import("./live-face.js").LiveFace} LiveFace */
/** @typedef {{ packet: string, track: Track | null, still: number, tile: boolean }} Show address of the portrait, what it does (null: what pose() says), the frame that tells it best, one of many */
/** @typedef {{ values: ArrayLike<number> | null, number: number }} Posed 58 channel values from outside instead of the track's; the number grows with each */
/** @typedef {{ canvas: HTMLCanvasElement, show: Show, posed: Posed, face: LiveFace | null, visible: boolean, drawnFrame: number, settled: Promise<string> }} Preview */

const BUSY_SHARE = 0.5; // of the time that drawing may take before of many tiles only the pointed-at and the chosen one move, as while a face is posed
const SMOOTHING = 0.1;
const SLICE_MILLISECONDS = 12; // of drawing in one animation frame
const RIG = "/live/rig.json";
const REST = Float64Array.from(channels, (channel) => channel.rest);

/** @type {import("./stage.js").Stage | null} */ let stage = null;
/** @type {() => Promise<import("./rig.js").RigData>} */ const loadRig = once(async () => (await answerOf(RIG)).json());
/** @type {Map<string, Promise<LiveFace>>} */ const faces = new Map();
/** @type {Set<Preview>} */ const previews = new Set();
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const watcher = new IntersectionObserver((entries) => {
  for (const preview of previews) {
    const entry = entries.findLast((e) => e.target === preview.canvas);
    if (entry) preview.visible = entry.isIntersecting;
  }
});
let cost = 4; // milliseconds a picture, running mean
let ticking = false;
let next = 0;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Show} show
 * @returns a handle, or null in browsers without WebGL 2
 */
export function mount(canvas, show) {
  stage ??= openStage();
  if (!stage) return null;
  /** @type {Preview} */ const preview = { canvas, show, posed: { values: null, number: 0 }, face: null, visible: true, drawnFrame: -1, settled: Promise.resolve("") };
  previews.add(preview);
  watcher.observe(canvas);
  preview.settled = settle(preview);
  return {
    /** Null until it has come. */
    get face() { return preview.face; },
    /** Empty once the face is on the canvas, else the sentence that says why it cannot be. */
    settled: () => preview.settled,
    /** @param {Show} wanted */
    update(wanted) {
      const samePortrait = wanted.packet === preview.show.packet;
      Object.assign(preview, { show: wanted, drawnFrame: -1, face: samePortrait ? preview.face : null }); // until another has come the canvas keeps its picture
      if (preview.face) return;
      preview.settled = settle(preview);
      forget();
    },
    /** From now on the face shows these channel values, at the next picture of the screen; null: the track again. @param {ArrayLike<number> | null} values */
    pose(values) {
      preview.posed = { values, number: preview.posed.number + 1 };
      preview.drawnFrame = -1;
    },
    /** Milliseconds that a picture takes of late: whoever poses much has something else to do in between. */
    cost: () => cost,
    dispose() {
      previews.delete(preview);
      watcher.unobserve(canvas);
      forget();
    },
  };
}

/** @param {Preview} preview @returns {Promise<string>} */
async function settle(preview) {
  const { packet } = preview.show;
  const loading = load(packet);
  const isWanted = () => previews.has(preview) && preview.show.packet === packet && faces.get(packet) === loading; // else another portrait came, or a new context
  try {
    const face = await loading;
    if (!isWanted()) return "";
    preview.face = face;
    start();
    draw(preview, frameOf(preview, null));
    return "";
  } catch (fault) {
    if (isWanted()) preview.face = null;
    if (faces.get(packet) === loading) faces.delete(packet);
    return sentenceOf(fault);
  }
}

/** @param {unknown} fault */
const sentenceOf = (fault) => (fault instanceof Error ? fault.message : String(fault));

/** @param {string} packet @returns {Promise<LiveFace>} */
function load(packet) {
  const known = faces.get(packet);
  if (known) return known;
  const loading = (async () => {
    const [data, answer] = await Promise.all([loadRig(), answerOf(packet)]);
    stage ??= openStage();
    if (!stage) throw new Error("The graphics context is lost: reload the page.");
    return stage.load(data, await answer.arrayBuffer());
  })();
  faces.set(packet, loading);
  return loading;
}

/** Lets go of portraits that no preview shows. */
function forget() {
  const shown = new Set([...previews].map((preview) => preview.show.packet));
  for (const [packet, loading] of faces) {
    if (shown.has(packet)) continue;
    faces.delete(packet);
    loading.then((face) => face.textures.dispose(), () => {});
  }
}

function start() {
  if (ticking) return;
  ticking = true;
  requestAnimationFrame(tick);
}

/** @param {number} now milliseconds */
function tick(now) {
  ticking = previews.size > 0;
  if (!ticking) return;
  requestAnimationFrame(tick);
  if (stage?.isLost) renew();
  const shown = [...previews].filter((preview) => preview.face && preview.visible);
  const busy = shown.some((preview) => preview.posed.values) || shown.reduce((sum, preview) => sum + rateOf(preview), 0) * cost > 1000 * BUSY_SHARE;
  const started = performance.now();
  for (let i = 0; i < shown.length && performance.now() - started < SLICE_MILLISECONDS; i++) {
    const preview = shown[next++ % shown.length]; // whoever was left out last time comes first
    const moves = !calm.matches && (!busy || !preview.show.tile || isChosen(preview.canvas));
    try {
      draw(preview, frameOf(preview, moves ? now / 1000 : null));
    } catch (fault) {
      giveUp(preview, fault);
    }
  }
}

/** One face that cannot be drawn stops no other. A context that was lost in the middle of it is renewed at the next tick. @param {Preview} preview @param {unknown} fault */
function giveUp(preview, fault) {
  if (stage?.isLost) return;
  Object.assign(preview, { face: null, settled: Promise.resolve(sentenceOf(fault)) });
  reportError(fault);
}

/** Pointed at, focused or pressed. @param {HTMLCanvasElement} canvas */
const isChosen = (canvas) => canvas.matches(":hover") || canvas.closest("[aria-pressed=true], :hover, :focus-visible") instanceof HTMLButtonElement;

/** What plays by itself; a posed face is drawn as often as it is posed. @param {Preview} preview */
const rateOf = ({ posed, show }) => (posed.values ? 0 : show.track?.rate ?? 0);

/** @param {Preview} preview @param {number | null} seconds null: it keeps still */
function frameOf({ posed, show }, seconds) {
  if (posed.values || !show.track) return posed.number;
  return seconds === null ? show.still : Math.floor(seconds * show.track.rate) % show.track.length;
}

/** @param {Preview} preview @param {number} frame */
function draw(preview, frame) {
  if (!stage || !preview.face || preview.drawnFrame === frame) return;
  const { posed: { values }, show: { track } } = preview;
  const started = performance.now();
  stage.draw(preview.face, values ?? (track ? evaluateTrack(track, frame) : REST), preview.canvas);
  cost += SMOOTHING * (performance.now() - started - cost);
  preview.drawnFrame = frame;
  preview.canvas.dataset.frame = String(frame);
}

/** The driver took the context away (sleep, a crash): a new one, and the portraits once more. */
function renew() {
  stage = openStage();
  faces.clear();
  for (const preview of previews) {
    Object.assign(preview, { face: null, drawnFrame: -1 }); // what was drawn last may be black
    preview.settled = settle(preview);
  }
}
