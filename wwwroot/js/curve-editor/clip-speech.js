// @ts-check
// Speech of a driving clip whose time was edited: what is said in each frame, and how it sounds there.

import { analyseSpeech } from "./speech.js";
import { heardAt } from "./time-map.js";
import { VOWELS } from "./formants.js";

/** @typedef {import("./speech-source.js").Sound} Sound */
/** @typedef {import("./speech.js").Speech} Speech */

/**
 * It is listened to as the clip has it, because what is played slower sounds like other vowels.
 * @param {Sound} clip all of its sound
 * @param {readonly import("./time-map.js").Segment[]} segments which of its seconds each frame is
 * @param {{rate: number, length: number}} track
 * @returns {{sound: Sound, speech: Speech}} as long as the track
 */
export function clipSpeech({ pcm, sampleRate }, segments, { rate, length }) {
  const begin = Math.min(...segments.map(({ from }) => from), pcm.length / sampleRate);
  const part = pcm.subarray(Math.round(begin * sampleRate), Math.round(Math.max(...segments.map(({ to }) => to), 0) * sampleRate));
  const said = analyseSpeech(part, sampleRate, rate);
  /** @type {Speech} */ const speech = { level: new Float64Array(length), vowels: [] };
  for (let frame = 0; frame < length; frame++) {
    const seconds = heardAt(segments, frame);
    const at = seconds === null ? -1 : Math.round((seconds - begin) * rate);
    speech.level[frame] = said.level[at] ?? 0;
    speech.vowels.push(said.vowels[at] ?? new Float64Array(VOWELS.length));
  }
  const heard = Float32Array.from({ length: Math.round((length / rate) * sampleRate) }, (_, i) => {
    const seconds = heardAt(segments, (i / sampleRate) * rate);
    return seconds === null ? 0 : (pcm[Math.round(seconds * sampleRate)] ?? 0);
  });
  return { sound: { pcm: heard, sampleRate }, speech };
}
