// @ts-check
// The visitor's camera: a still as JPEG, or a clip of a few seconds with sound.

import { UploadFault } from "./slices.js";

const PHOTO_QUALITY = 0.92;
const LONGEST_SECONDS = 10;
const SHORTEST_SECONDS = 1;
const CLIP_TYPES = ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"];

/** Phones hand out photos through a file input even where a page may not open the camera itself. */
export const canOpenCamera = () => navigator.mediaDevices?.getUserMedia !== undefined;

/** @param {HTMLVideoElement} video shows what the camera sees @param {boolean} sound @returns {Promise<MediaStream>} */
export async function openCamera(video, sound) {
  if (!canOpenCamera()) {
    throw new UploadFault("The camera needs a secure address: open the studio through HTTPS or on localhost, or choose a file instead.");
  }
  /** @type {MediaStream | null} */ let stream = null;
  try {
    const size = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: "user" };
    stream = await navigator.mediaDevices.getUserMedia({ video: size, audio: sound });
    video.srcObject = stream;
    await video.play();
    return stream;
  } catch (fault) {
    if (stream) closeCamera(stream);
    throw new UploadFault(sentenceOf(fault instanceof DOMException ? fault.name : ""));
  }
}

/** @param {MediaStream} stream */
export function closeCamera(stream) {
  for (const track of stream.getTracks()) track.stop();
}

/** @param {HTMLVideoElement} video @returns {Promise<File>} */
export async function takePhoto(video) {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  const blob = await new Promise((/** @type {(b: Blob | null) => void} */ done) => canvas.toBlob(done, "image/jpeg", PHOTO_QUALITY));
  if (!blob) throw new UploadFault("The camera gave no picture: close it, open it again, and retry.");
  return new File([blob], "camera.jpg", { type: "image/jpeg" });
}

/**
 * Records until `stop` is aborted, at least one second and at most ten.
 * @param {MediaStream} stream @param {AbortSignal} stop @param {(seconds: number) => void} onSecond
 * @returns {Promise<File>}
 */
export async function recordClip(stream, stop, onSecond) {
  const mimeType = CLIP_TYPES.find((t) => MediaRecorder.isTypeSupported(t));
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
  /** @type {Blob[]} */
  const parts = [];
  recorder.ondataavailable = (e) => parts.push(e.data);
  const ended = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start();
  for (let second = 0; second < LONGEST_SECONDS && !(stop.aborted && second >= SHORTEST_SECONDS); second++) {
    onSecond(second);
    await wait(1, second >= SHORTEST_SECONDS ? stop : undefined);
  }
  if (recorder.state !== "inactive") recorder.stop();
  await ended;
  const type = recorder.mimeType.split(";")[0];
  return new File(parts, type === "video/mp4" ? "camera.mp4" : "camera.webm", { type });
}

/** @param {number} seconds @param {AbortSignal} [stop] ends the wait early */
const wait = (seconds, stop) =>
  new Promise((resume) => {
    const timer = setTimeout(resume, seconds * 1000);
    stop?.addEventListener("abort", () => (clearTimeout(timer), resume(undefined)), { once: true });
  });

/** @param {string} name of the browser's error */
function sentenceOf(name) {
  switch (name) {
    case "NotAllowedError": return "The camera is blocked for this page: allow it in the browser's address bar, then try again.";
    case "NotFoundError": return "No camera was found: connect one, or choose a file instead.";
    case "NotReadableError": return "Another program uses the camera: close it there, then try again.";
    default: return "The camera could not be opened: connect it again, or choose a file instead.";
  }
}
