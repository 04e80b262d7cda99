// @ts-check
// The visitor's face drives the portrait: camera, the studio's eyes, the live face, and recordings of what was acted. One attach() for each WebcamStep component.

import { saveFile } from "../curve-editor/files.js";
import { mount } from "../draft-preview/index.js";
import { closeCamera, openCamera } from "../upload/camera.js";
import { UploadFault } from "../upload/slices.js";
import { makeHints } from "./hints.js";
import { keepMotion, KeepingFault } from "./keeping.js";
import { openSession, WebcamRefusal } from "./session.js";
import { makeShutter } from "./shutter.js";

const COUNT_IN = [3, 2, 1];
const LONGEST_SECONDS = 60; // LiveRecording.MostSeconds
const RECONNECT_MILLISECONDS = 1000;
const RECONNECT_TRIES = 60;

/**
 * @typedef {{ invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown> }} DotNet
 * @typedef {NonNullable<ReturnType<typeof mount>>} Face
 * @typedef {Awaited<ReturnType<typeof openSession>>} Session
 */

/**
 * @param {HTMLElement} root holds, while the camera is on, video, canvas, [data-hint] and [data-rate]
 * @param {DotNet} dotnet is told Counting, Recording, Saving, Recorded, Unkept (the recording waits), Interrupted (back to acting) and Ended (the camera is off), the last three with a sentence
 */
export function attach(root, dotnet) {
  /** @type {AbortController | null} */ let on = null; // while the camera is
  /** @type {Face | null} */ let face = null;
  /** @type {Session | null} */ let session = null;
  /** @type {"acting" | "counting" | "recording" | "saving" | "unkept"} */ let state = "acting";
  /** @type {string | null} */ let recording = null; // until the studio has it
  let over = ""; // why the camera is off, told once a recording that is not kept is dealt with
  let told = -1; // seconds
  let posed = 0; // when

  return { open, update, calibrate, record, stop, keepAgain, saveFile: saveRecording, drop, close, dispose: close };

  /** @param {string} packet address of the portrait @returns {Promise<string | null>} a sentence when it cannot */
  async function open(packet) {
    close();
    const mine = (on = new AbortController());
    try {
      root.scrollIntoView({ block: "center" });
      const video = find("video", HTMLVideoElement);
      const camera = await openCamera(video, false);
      mine.signal.addEventListener("abort", () => closeCamera(camera));
      if (mine.signal.aborted) return closeCamera(camera), null;
      camera.getVideoTracks()[0].addEventListener("ended", () => end("The camera went away: connect it again, then switch it on here."));
      await showFace(packet);
      if (mine.signal.aborted) return null;
      const hints = makeHints(find("[data-hint]", HTMLElement), find("[data-rate]", HTMLElement));
      const opened = await openSession(makeShutter(video), {
        motion(motion) {
          pose(motion.Values);
          hints.see(motion);
          count(motion.Recorded);
        },
        blind: hints.blind,
        away() {
          hints.away();
          if (state === "counting" || state === "recording") interrupt("The studio was out of reach and the recording is lost: record once more.");
        },
        back: hints.back,
        ended: end,
      }, mine.signal);
      if (!mine.signal.aborted) session = opened;
      return null;
    } catch (fault) {
      if (mine.signal.aborted) return null;
      close();
      return sentenceOf(fault);
    }
  }

  /** @param {string} packet */
  async function showFace(packet) {
    face = mount(find("canvas", HTMLCanvasElement), show(packet));
    if (!face) throw new UploadFault("This browser cannot draw the face itself (it lacks WebGL 2): record a clip instead.");
    const fault = await face.settled();
    if (fault) throw new UploadFault(fault);
  }

  /** Where drawing is slow (no graphics card) half of the time is left for reading the face. @param {number[]} values */
  function pose(values) {
    if (!face || performance.now() - posed < 2 * face.cost()) return;
    posed = performance.now();
    face.pose(values);
  }

  /** Another portrait, crop or shape. @param {string} packet */
  function update(packet) {
    face?.update(show(packet));
  }

  async function calibrate() {
    await session?.calibrate().catch((fault) => interrupt(sentenceOf(fault)));
  }

  async function record() {
    const mine = on;
    if (!mine || state !== "acting") return;
    state = "counting";
    for (const number of COUNT_IN) {
      void tell("Counting", number);
      await new Promise((resume) => setTimeout(resume, 1000));
      if (mine.signal.aborted || state !== "counting") return;
    }

    try {
      await session?.record();
      if (state !== "counting") return;
      [state, told] = ["recording", -1];
      count(0);
    } catch (fault) {
      interrupt(sentenceOf(fault));
    }
  }

  /** @param {number} seconds */
  function count(seconds) {
    if (state !== "recording") return;
    if (seconds >= LONGEST_SECONDS) return void stop();
    if (Math.floor(seconds) === told) return;
    told = Math.floor(seconds);
    void tell("Recording", told);
  }

  /** Ends the count-in, or the recording, which is kept. */
  async function stop() {
    if (state === "counting") return interrupt(null);
    if (state !== "recording" || !session) return;
    state = "saving";
    void tell("Saving");
    try {
      const made = await session.finish();
      if (state !== "saving") return; // switched off meanwhile
      recording = made;
    } catch (fault) {
      return interrupt(sentenceOf(fault));
    }
    await keep();
  }

  async function keep() {
    if (recording === null || state !== "saving") return;
    try {
      const kept = await keepMotion(recording);
      close();
      void tell("Recorded", kept.id, kept.seconds);
    } catch (fault) {
      if (recording === null) return; // switched off meanwhile
      state = "unkept";
      void tell("Unkept", sentenceOf(fault));
    }
  }

  async function keepAgain() {
    if (state !== "unkept") return;
    state = "saving";
    void tell("Saving");
    await keep();
  }

  /** A motion track, which the curve editor opens. */
  function saveRecording() {
    if (recording !== null) saveFile("recording.json", recording, () => {});
  }

  /** The recording is not wanted. */
  function drop() {
    recording = null;
    if (over) end(over);
    else interrupt(null);
  }

  /** @param {string | null} sentence */
  function interrupt(sentence) {
    state = "acting";
    if (on) void tell("Interrupted", sentence);
  }

  /** @param {string} sentence */
  function end(sentence) {
    if (!on) return;
    if (recording !== null) return void (over = sentence);
    close();
    void tell("Ended", sentence);
  }

  function close() {
    on?.abort();
    face?.dispose();
    [on, face, session, state, recording, over] = [null, null, null, "acting", null, ""];
  }

  /** The page's own line may be away at the same moment. @param {string} method @param {...unknown} values */
  async function tell(method, ...values) {
    for (let attempt = 0; attempt < RECONNECT_TRIES; attempt++) {
      try {
        return void (await dotnet.invokeMethodAsync(method, ...values));
      } catch {
        await new Promise((resume) => setTimeout(resume, RECONNECT_MILLISECONDS));
      }
    }
  }

  /** @template {Element} T @param {string} selector @param {new () => T} kind @returns {T} */
  function find(selector, kind) {
    const found = root.querySelector(selector);
    if (!(found instanceof kind)) throw new Error(`The page lacks ${selector}.`);
    return found;
  }
}

/** @param {string} packet @returns {import("../draft-preview/index.js").Show} */
const show = (packet) => ({ packet, track: null, still: 0, tile: false });

/** @param {unknown} fault */
function sentenceOf(fault) {
  if (fault instanceof UploadFault || fault instanceof KeepingFault || fault instanceof WebcamRefusal) return fault.message;
  return "The studio is out of reach: try again in a moment.";
}
