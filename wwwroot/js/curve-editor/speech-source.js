// @ts-check
// Where speech comes from: the microphone, a file, the driving clip.

import { answerOf } from "./studio.js";

/** `pcm` one channel, -1 to 1. @typedef {{pcm: Float32Array, sampleRate: number}} Sound */

const SAMPLE_RATE = 32_000;
const LONGEST_RECORDING = 120_000; // milliseconds

/** Any file with sound that the browser can read. @param {ArrayBuffer} bytes @returns {Promise<Sound>} */
export async function decodeSound(bytes) {
  /** @type {AudioBuffer} */ let buffer;
  try {
    buffer = await new OfflineAudioContext(1, 1, SAMPLE_RATE).decodeAudioData(bytes);
  } catch {
    throw new Error("This file has no sound that the browser can read: choose a WAV, MP3, M4A or OGG file.");
  }
  const pcm = new Float32Array(buffer.length);
  for (let channel = 0; channel < buffer.numberOfChannels; channel++) {
    const data = buffer.getChannelData(channel);
    for (let i = 0; i < pcm.length; i++) pcm[i] += data[i] / buffer.numberOfChannels;
  }
  return { pcm, sampleRate: buffer.sampleRate };
}

/** The sound of the driving clip. @param {string} address @param {AbortSignal} signal @returns {Promise<Sound>} */
export async function fetchSound(address, signal) {
  return decodeSound(await (await answerOf(address, { signal })).arrayBuffer());
}

/** @param {Sound} sound @param {number} from seconds @param {number} seconds @returns {Sound} */
export function cutSound({ pcm, sampleRate }, from, seconds) {
  return { pcm: pcm.slice(Math.round(from * sampleRate), Math.round((from + seconds) * sampleRate)), sampleRate };
}

/**
 * Records until `stop`, two minutes at most.
 * @param {AbortSignal} signal ends it without a sound
 * @returns {Promise<{stop: () => void, sound: Promise<Sound>}>}
 */
export async function record(signal) {
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) throw new Error("Recording needs a secure address (https or localhost): open the studio there, or choose a file.");
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch((fault) => {
    throw new Error(fault.name === "NotFoundError" ? "There is no microphone: connect one, or choose a file." : "The page may not use the microphone: allow it beside the address, or choose a file.");
  });
  const letGo = () => stream.getTracks().forEach((track) => track.stop());
  if (signal.aborted) letGo(); // while the browser asked
  signal.throwIfAborted();
  const recorder = new MediaRecorder(stream);
  /** @type {Blob[]} */ const parts = [];
  const end = () => recorder.state !== "inactive" && recorder.stop();
  const timer = setTimeout(end, LONGEST_RECORDING);
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  signal.addEventListener("abort", end);
  const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true })).then(() => {
    clearTimeout(timer);
    letGo();
    return new Blob(parts).arrayBuffer();
  });
  recorder.start();
  return { stop: end, sound: ended.then(decodeSound) };
}
