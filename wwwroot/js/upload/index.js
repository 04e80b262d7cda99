// @ts-check
// What a page needs to take a file from a visitor: drop, paste, picker, camera. One attach() for each UploadDrop component.

import { canOpenCamera, closeCamera, openCamera, recordClip, takePhoto } from "./camera.js";
import { readCut } from "./cut.js";
import { sendInSlices, typeOf, UploadFault } from "./slices.js";

const REPORT_MILLISECONDS = 200;
const RECONNECT_MILLISECONDS = 1000;
const RECONNECT_TRIES = 300;

/**
 * @typedef {{ invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown> }} DotNet
 * @typedef {{ pictures: boolean, clips: boolean }} Wanted
 */

/**
 * @param {HTMLElement} root holds input[type=file], [data-pick], [data-cut], while sending [data-away] and, while the camera is open, video
 * @param {DotNet} dotnet is told Started, Progress, Uploaded, Failed, Cancelled, Seconds
 * @param {Wanted} wanted
 */
export function attach(root, dotnet, wanted) {
  const ending = new AbortController();
  const listen = { signal: ending.signal };
  const input = /** @type {HTMLInputElement} */ (root.querySelector("input[type=file]"));
  /** @type {AbortController | null} */ let sending = null;
  /** @type {MediaStream | null} */ let camera = null;
  /** @type {object | null} */ let opening = null; // the camera's newest, which closing ends: the browser may ask long for permission
  /** @type {AbortController | null} */ let recording = null;

  const video = () => /** @type {HTMLVideoElement} */ (root.querySelector("video"));

  // The circuit may be away at the same moment, so these two are shown here and not by the component.
  const showAway = (/** @type {boolean} */ away) => root.querySelector("[data-away]")?.toggleAttribute("hidden", !away);
  const showCut = () => {
    const cut = readCut();
    const told = /** @type {HTMLElement} */ (root.querySelector("[data-cut]"));
    told.hidden = !cut || !(cut.type.startsWith("video/") ? wanted.clips : wanted.pictures);
    told.textContent = told.hidden ? "" : `The sending of ${cut?.name} was cut off: choose it again, and it goes on where it stopped.`;
  };
  showCut();

  /** @param {File} file */
  async function send(file) {
    sending?.abort();
    const mine = (sending = new AbortController());
    /** @type {HTMLElement} */ (root.querySelector("[data-cut]")).hidden = true;
    try {
      checkType(file, wanted);
      await tell(dotnet, "Started", file.name);
      const asset = await sendInSlices(file, reporting(dotnet), mine.signal, showAway);
      if (!(asset.kind === "picture" ? wanted.pictures : wanted.clips)) throw new UploadFault(otherKind(asset.kind === "picture"));
      await tell(dotnet, "Uploaded", asset.id);
    } catch (fault) {
      if (sending === mine) await tell(dotnet, ...(mine.signal.aborted ? ["Cancelled"] : ["Failed", sentenceOf(fault)]));
    } finally {
      if (sending === mine) sending = null;
      showCut();
    }
  }

  /** @param {Event} e @param {FileList | undefined} files */
  function take(e, files) {
    if (!files?.length) return;
    e.preventDefault();
    void send(files[0]);
  }

  root.addEventListener("click", (e) => {
    if (e.target instanceof Element && e.target.closest("[data-pick]")) input.click();
  }, listen);
  input.addEventListener("change", (e) => {
    take(e, input.files ?? undefined);
    input.value = ""; // the same file may be chosen again
  }, listen);

  // A file dropped beside the zone must not replace the page.
  window.addEventListener("dragover", (e) => e.preventDefault(), listen);
  window.addEventListener("drop", (e) => e.preventDefault(), listen);
  root.addEventListener("dragover", () => root.classList.add("dragging"), listen);
  root.addEventListener("dragleave", (e) => {
    if (!(e.relatedTarget instanceof Node && root.contains(e.relatedTarget))) root.classList.remove("dragging");
  }, listen);
  root.addEventListener("drop", (e) => {
    root.classList.remove("dragging");
    take(e, e.dataTransfer?.files);
  }, listen);
  document.addEventListener("paste", (e) => {
    if (isPasteFor(root)) take(e, e.clipboardData?.files);
  }, listen);

  return {
    cancel: () => sending?.abort(),
    /** Phones without a secure address still offer the camera through the picker. @returns {boolean} whether the page should show the camera */
    wantsCamera() {
      if (canOpenCamera() || !matchMedia("(pointer: coarse)").matches) return true;
      input.setAttribute("capture", "user");
      input.click();
      input.removeAttribute("capture");
      return false;
    },
    /** @param {boolean} sound @returns {Promise<string | null>} a sentence when it cannot */
    async openCamera(sound) {
      const mine = (opening = {});
      try {
        const opened = await openCamera(video(), sound);
        if (mine === opening) camera = opened;
        else closeCamera(opened);
        return null;
      } catch (fault) {
        return mine === opening ? sentenceOf(fault) : null;
      }
    },
    async takePhoto() {
      const file = await takePhoto(video());
      this.closeCamera();
      void send(file);
    },
    async recordClip() {
      if (!camera || recording) return;
      const mine = (recording = new AbortController());
      const file = await recordClip(camera, mine.signal, (s) => void tell(dotnet, "Seconds", s));
      const kept = camera !== null;
      this.closeCamera();
      if (kept) void send(file);
    },
    stopRecording: () => recording?.abort(),
    closeCamera() {
      opening = null;
      recording?.abort();
      recording = null;
      if (camera) closeCamera(camera);
      camera = null;
    },
    dispose() {
      sending?.abort();
      sending = null;
      this.closeCamera();
      ending.abort();
    },
  };
}

/** Progress a few times a second; more would only load the line it reports about. @param {DotNet} dotnet */
function reporting(dotnet) {
  let last = -REPORT_MILLISECONDS;
  return (/** @type {number} */ sent, /** @type {number} */ total, /** @type {number | null} */ secondsLeft) => {
    if (sent < total && performance.now() - last < REPORT_MILLISECONDS) return;
    last = performance.now();
    void dotnet.invokeMethodAsync("Progress", (100 * sent) / total, secondsLeft).catch(() => undefined); // the next one will do
  };
}

/** Says it again while the page's own connection is away. @param {DotNet} dotnet @param {...unknown} message */
async function tell(dotnet, ...message) {
  for (let attempt = 0; attempt < RECONNECT_TRIES; attempt++) {
    try {
      await dotnet.invokeMethodAsync(/** @type {string} */ (message[0]), ...message.slice(1));
      return;
    } catch {
      await new Promise((resume) => setTimeout(resume, RECONNECT_MILLISECONDS));
    }
  }
}

/** Of several zones on a page the one with the focus takes what is pasted, else the first. @param {HTMLElement} root */
function isPasteFor(root) {
  const focused = document.activeElement?.closest("[data-upload]");
  return (focused ?? document.querySelector("[data-upload]")) === root;
}

/** @param {File} file @param {Wanted} wanted */
function checkType(file, wanted) {
  const type = typeOf(file);
  if (type.startsWith("image/") && !wanted.pictures) throw new UploadFault(otherKind(true));
  if (type.startsWith("video/") && !wanted.clips) throw new UploadFault(otherKind(false));
}

/** @param {boolean} picture */
const otherKind = (picture) => (picture ? "This is a picture: choose a clip here." : "This is a clip: choose a photo here.");

/** @param {unknown} fault */
const sentenceOf = (fault) => (fault instanceof UploadFault ? fault.message : "Something went wrong with this file: choose it again.");
