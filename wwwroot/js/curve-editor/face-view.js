// @ts-check
// The face beside the curves: it shows what is edited at the playhead, and beside it the driver's own frame.

import { mount } from "../draft-preview/index.js";
import { el, write } from "./dom.js";
import { showFace } from "./face-cut.js";
import { makeGrabOverlay } from "./grab-overlay.js";
import { driverMap, isDrivenBy, pictureAt } from "./time-map.js";
import { evaluateTrack } from "./track.js";

/** @typedef {import("./editor.js").Editor} Editor */

const CLOSE_VIEW = 3; // outer-eye distances
const NARROW = 480; // pixels under which the face is shown close, unless somebody chooses

/**
 * @param {Editor} editor
 * @param {HTMLElement} element is filled
 * @param {{face: string | null, clip: string | null, still: string | null, driver: string | null}} settings addresses of the live portrait and of the driving film or picture, and whose they are
 * @param {AbortSignal} signal
 */
export function mountFace(editor, element, { face, clip, still, driver }, signal) {
  const driven = clip ? driverPart(editor, clip, signal) : still ? stillPart(still) : null;
  element.replaceChildren(el("div", { class: "ce-faces" }, face ? livePart(editor, element, face, signal) : el("p", { class: "ce-note" }, "Choose a photo on the Create page to see its face here."), driven));
  if (driven) editor.on("change", () => (driven.hidden = !isDrivenBy(editor.project, driver)), signal);
}

/** @param {Editor} editor @param {HTMLElement} element that gives it room @param {string} packet @param {AbortSignal} signal */
function livePart(editor, element, packet, signal) {
  const canvas = el("canvas", { class: "ce-live", width: 384, height: 384, role: "img", "aria-label": "The face at the playhead" });
  const note = el("p", { class: "ce-note", role: "status" }, "Loading the face…");
  const shown = { packet, track: null, still: 0, tile: false };
  const preview = mount(canvas, shown);
  const figure = el("figure", { class: "ce-portrait" });
  if (!preview) {
    write(note, "This browser has no WebGL 2, which the live face needs: try another browser. The curves work without it.");
    figure.append(note);
    return figure;
  }

  const again = el("button", { type: "button", class: "ce-segment", hidden: true, onclick: () => {
    preview.update(shown);
    settle();
  } }, "Try again");
  const overlay = makeGrabOverlay(editor, () => preview.face, signal);
  const film = el("div", { class: "ce-film" }, canvas, overlay.root);
  const toggle = el("button", { type: "button", class: "ce-segment", "aria-pressed": "true", onclick: () => {
    overlay.root.hidden = !overlay.root.hidden;
    toggle.setAttribute("aria-pressed", String(!overlay.root.hidden));
    show();
  } }, "Handles");
  /** @type {boolean | null} */ let wanted = null;
  const closer = el("button", { type: "button", class: "ce-segment", "aria-pressed": "false", onclick: () => setClose(wanted = !film.classList.contains("ce-close")) }, "Closer");
  figure.append(film, el("figcaption", {}, note, again, closer, toggle));
  const room = new ResizeObserver(([{ contentRect }]) => setClose(wanted ?? contentRect.width < NARROW));
  signal.addEventListener("abort", () => {
    preview.dispose();
    room.disconnect();
  });
  const settle = () => preview.settled().then((fault) => {
    note.classList.toggle("ce-fault", fault !== "");
    again.hidden = fault === "";
    if (fault) return write(note, fault);
    figure.dataset.ready = "true";
    room.observe(element);
    explain();
    show();
  });
  settle();
  const show = oncePerPicture(() => {
    preview.pose(evaluateTrack(editor.track, editor.playhead));
    overlay.show();
  });
  for (const event of /** @type {const} */ (["change", "playhead"])) editor.on(event, show, signal);
  editor.on("options", explain, signal);
  show();
  return figure;

  /** @param {boolean} isClose */
  function setClose(isClose) {
    if (!preview?.face) return;
    film.classList.toggle("ce-close", isClose);
    closer.setAttribute("aria-pressed", String(isClose));
    for (const part of [canvas, overlay.root]) showFace(part, preview.face.numbers, isClose ? CLOSE_VIEW : null);
  }

  function explain() {
    if (figure.dataset.ready) write(note, editor.options.autoKey ? "Drag the dots: keys are written at the playhead." : "Auto-key is off: what you drag is only shown.");
  }
}

/** @param {Editor} editor @param {string} clip @param {AbortSignal} signal */
function driverPart(editor, clip, signal) {
  const video = el("video", { class: "ce-driver", src: clip, preload: "auto", muted: true, playsinline: true, "aria-label": "The driver's frame" });
  video.muted = true;
  const caption = el("figcaption", {}, "Driver");
  video.addEventListener("error", () => write(caption, "The driver's film could not be loaded: reload the page."));
  video.addEventListener("seeked", show);
  video.addEventListener("loadedmetadata", show);
  for (const event of /** @type {const} */ (["change", "playhead"])) editor.on(event, show, signal);
  signal.addEventListener("abort", () => video.removeAttribute("src"));
  return el("figure", { class: "ce-portrait" }, video, caption);

  /** The middle of the frame, so that rounding shows no neighbour; one seek at a time, and the last one counts. */
  function show() {
    if (video.seeking || video.readyState < HTMLMediaElement.HAVE_METADATA) return;
    const { project, playhead } = editor;
    const seconds = (pictureAt(driverMap(project), Math.floor(playhead)) ?? 0) + 0.5 / project.track.rate;
    if (Math.abs(video.currentTime - seconds) > 1e-3 && seconds < video.duration) video.currentTime = seconds;
  }
}

/** A driving picture is the same at every frame. @param {string} still */
function stillPart(still) {
  const caption = el("figcaption", {}, "Driver");
  const picture = el("img", { class: "ce-driver", src: still, alt: "The driving picture", onerror: () => write(caption, "The driving picture could not be loaded: reload the page.") });
  return el("figure", { class: "ce-portrait" }, picture, caption);
}

/** @param {() => void} draw */
function oncePerPicture(draw) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  };
}
