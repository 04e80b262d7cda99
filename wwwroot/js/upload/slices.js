// @ts-check
// Sends a file in slices. The server says where to go on, so that a cut costs one slice and nothing is sent twice for long.

import { cutOf, forgetCut, rememberCut } from "./cut.js";

const FIRST_SLICE = 1 << 20;
const SMALLEST_SLICE = 1 << 18;
const LARGEST_SLICE = 1 << 24;
const SLICE_SECONDS = 0.5;
const STALL_SECONDS = 60;
const PATIENCE_SECONDS = 120;
const LONGEST_PAUSE_SECONDS = 8;

/**
 * @typedef {{ id: string, kind: "picture" | "clip" | "sound" }} Asset
 * @typedef {{ id: string, offset: number, size: number, asset: Asset | null }} Upload
 */

/** A fault whose message a visitor can read: one sentence. */
export class UploadFault extends Error {}

/**
 * @param {File} file
 * @param {(sent: number, total: number, secondsLeft: number | null) => void} onProgress bytes; seconds once there is something to go by
 * @param {AbortSignal} signal cancels: what the server holds is deleted
 * @param {(away: boolean) => void} [onAway] the studio is out of reach, or back
 * @returns {Promise<Asset>}
 */
export async function sendInSlices(file, onProgress, signal, onAway = () => undefined) {
  const upload = (await findCut(file, signal)) ?? (await announce(file, signal, onAway));
  rememberCut(upload.id, file, typeOf(file));
  try {
    const asset = await sendAll(file, upload, onProgress, signal, onAway);
    forgetCut();
    return asset;
  } catch (fault) {
    if (fault instanceof UploadFault || signal.aborted) forgetCut();
    throw fault;
  } finally {
    if (signal.aborted) await fetch(addressOf(upload), { method: "DELETE", keepalive: true }).catch(() => undefined);
  }
}

/** The upload of this file that a reload cut off, if the server still holds it. @param {File} file @param {AbortSignal} signal @returns {Promise<Upload | null>} */
async function findCut(file, signal) {
  const id = cutOf(file);
  if (!id) return null;
  const answer = await fetch(`/api/uploads/${id}`, { signal }).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

/** @param {File} file @param {AbortSignal} signal @param {(away: boolean) => void} onAway @returns {Promise<Upload>} */
async function announce(file, signal, onAway) {
  const body = JSON.stringify({ size: file.size, type: typeOf(file), name: file.name });
  const answer = await retrying(signal, () => fetch("/api/uploads", { method: "POST", headers: { "Content-Type": "application/json" }, body, signal }), onAway);
  return answer.json();
}

/**
 * @param {File} file @param {Upload} upload
 * @param {(sent: number, total: number, secondsLeft: number | null) => void} onProgress @param {AbortSignal} signal @param {(away: boolean) => void} onAway
 * @returns {Promise<Asset>}
 */
async function sendAll(file, upload, onProgress, signal, onAway) {
  let slice = FIRST_SLICE;
  let uncertain = false;
  const began = performance.now();
  onProgress(upload.offset, file.size, null);
  while (!upload.asset) {
    const answer = await retrying(signal, async () => {
      if (uncertain) {
        upload = await accepted(await fetch(addressOf(upload), { signal })).then((a) => a.json());
        if (upload.asset) return Response.json(upload);
      }
      uncertain = true; // until this slice is answered nobody knows how much of it arrived
      const started = performance.now();
      const sent = await fetch(`${addressOf(upload)}?offset=${upload.offset}`, {
        method: "PUT",
        body: file.slice(upload.offset, upload.offset + slice),
        signal: AbortSignal.any([signal, AbortSignal.timeout(STALL_SECONDS * 1000)]),
      });
      slice = nextSlice(slice, (performance.now() - started) / 1000);
      return sent;
    }, (away) => {
      if (away) slice = SMALLEST_SLICE;
      onAway(away);
    });
    upload = await answer.json();
    uncertain = false;
    const seconds = (performance.now() - began) / 1000;
    onProgress(upload.offset, file.size, upload.offset > 0 ? (seconds / upload.offset) * (file.size - upload.offset) : null);
  }
  return upload.asset;
}

/**
 * Tries again after a lost connection, a server fault or a stale offset, with growing pauses; gives up after two minutes without success.
 * @param {AbortSignal} signal @param {() => Promise<Response>} request @param {(away: boolean) => void} onAway
 * @returns {Promise<Response>}
 */
async function retrying(signal, request, onAway) {
  const began = performance.now();
  for (let pause = 0.25; ; pause = Math.min(2 * pause, LONGEST_PAUSE_SECONDS)) {
    try {
      const answer = await accepted(await request());
      onAway(false);
      return answer;
    } catch (fault) {
      signal.throwIfAborted();
      if (fault instanceof UploadFault) throw fault;
      if ((performance.now() - began) / 1000 > PATIENCE_SECONDS) {
        throw new UploadFault("The studio could not be reached for two minutes: check the connection, then choose the file again.");
      }
      onAway(true);
      await new Promise((resume) => setTimeout(resume, pause * 1000));
      signal.throwIfAborted();
    }
  }
}

/** The answer if it is a good one; a refusal as its sentence; what may pass by itself as another error. @param {Response} answer */
async function accepted(answer) {
  if (answer.ok) return answer;
  if (answer.status >= 500 || answer.status === 409) throw new Error(`Answer ${answer.status}.`);
  const problem = await answer.json().catch(() => null);
  throw new UploadFault(problem?.detail ?? `The studio refused this file (${answer.status}): choose another one.`);
}

/** @param {number} slice bytes @param {number} seconds it took @returns {number} */
export function nextSlice(slice, seconds) {
  const wish = slice * Math.min(4, SLICE_SECONDS / Math.max(seconds, 0.01));
  return Math.round(Math.min(LARGEST_SLICE, Math.max(SMALLEST_SLICE, wish)));
}

/** Browsers leave the type of some files empty. @param {{ name: string, type: string }} file */
export function typeOf(file) {
  if (file.type) return file.type.split(";")[0];
  const extension = file.name.toLowerCase().split(".").pop() ?? "";
  if (["mp4", "m4v", "mov", "webm", "mkv", "avi", "ogv", "flv", "ts", "mpg", "mpeg"].includes(extension)) return "video/" + extension;
  if (["jpg", "jpeg", "png", "webp", "gif", "avif", "heic", "tif", "tiff"].includes(extension)) return "image/" + extension;
  return "";
}

/** @param {Upload} upload */
const addressOf = (upload) => `/api/uploads/${upload.id}`;
