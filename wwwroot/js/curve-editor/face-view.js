// @ts-check
// The face beside the curves: it shows what is edited at the playhead, and beside it the driver's own frame.

import { mount } from "../draft-preview/index.js";
import { el, write } from "./dom.js";
import { makeGrabOverlay } from "./grab-overlay.js";
import { clipStart } from "./project.js";
import { evaluateTrack } from "./track.js";

/** @typedef {import("./editor.js").Editor} Editor */

/**
 * @param {Editor} editor
 * @param {HTMLElement} element is filled
 * @param {{face: string | null, clip: string | null}} settings addresses of the live portrait and of the driving film
 * @param {AbortSignal} signal
 */
export function mountFace(editor, element, { face, clip }, signal) {
  const parts = [face ? livePart(editor, face, signal) : el("p", { class: "ce-note" }, "Choose a photo on the Create page to see its face here."), clip ? driverPart(editor, clip, signal) : null];
  element.replaceChildren(el("div", { class: "ce-faces" }, ...parts));
}

/** @param {Editor} editor @param {string} packet @param {AbortSignal} signal */
function livePart(editor, packet, signal) {
  const canvas = el("canvas", { class: "ce-live", width: 384, height: 384, role: "img", "aria-label": "The face at the playhead" });
  const note = el("p", { class: "ce-note", role: "status" }, "Loading the face…");
  const preview = mount(canvas, { packet, track: null, still: 0, tile: false });
  const figure = el("figure", { class: "ce-portrait" });
  if (!preview) {
    write(note, "This browser has no WebGL 2, which the live face needs: try another browser. The curves work without it.");
    figure.append(note);
    return figure;
  }

  const overlay = makeGrabOverlay(editor, () => preview.face, signal);
  const toggle = el("button", { type: "button", class: "ce-segment", "aria-pressed": "true", onclick: () => {
    overlay.root.hidden = !overlay.root.hidden;
    toggle.setAttribute("aria-pressed", String(!overlay.root.hidden));
    show();
  } }, "Handles");
  figure.append(el("div", { class: "ce-film" }, canvas, overlay.root), el("figcaption", {}, note, toggle));
  signal.addEventListener("abort", () => preview.dispose());
  preview.settled().then((fault) => {
    note.classList.toggle("ce-fault", fault !== "");
    if (fault) return write(note, fault);
    figure.dataset.ready = "true";
    explain();
    show();
  });
  const show = oncePerPicture(() => {
    preview.pose(evaluateTrack(editor.track, editor.playhead));
    overlay.show();
  });
  for (const event of /** @type {const} */ (["change", "playhead"])) editor.on(event, show, signal);
  editor.on("options", explain, signal);
  show();
  return figure;

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
  editor.on("playhead", show, signal);
  signal.addEventListener("abort", () => video.removeAttribute("src"));
  return el("figure", { class: "ce-portrait" }, video, caption);

  /** The middle of the frame, so that rounding shows no neighbour; one seek at a time, and the last one counts. */
  function show() {
    if (video.seeking || video.readyState < HTMLMediaElement.HAVE_METADATA) return;
    const { project, playhead } = editor;
    const seconds = clipStart(project) + (Math.floor(playhead) + 0.5) / project.track.rate;
    if (Math.abs(video.currentTime - seconds) > 1e-3 && seconds < video.duration) video.currentTime = seconds;
  }
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
