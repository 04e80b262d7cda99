// @ts-check
// How high a voice is: the median over its loud moments of the best lag of the normalised autocorrelation.

import { SAMPLE_RATE } from "./formants.js";

const LOWEST = 70; // Hz
const HIGHEST = 380;
const MOST_MOMENTS = 40;
const WIDTH = 0.04; // seconds
const CLEAR = 0.5; // correlation from which a moment counts as voiced
const UNKNOWN = 150; // Hz, between a man and a woman

/** @param {Float32Array} voice at SAMPLE_RATE @param {readonly number[]} level loudness per hop, 0 to 1 @param {number} hop seconds @returns {number} Hz */
export function pitchOf(voice, level, hop) {
  const loud = level.flatMap((value, i) => (value > 0.6 ? [i] : []));
  const step = Math.max(1, Math.ceil(loud.length / MOST_MOMENTS));
  const pitches = loud.filter((_, i) => i % step === 0).flatMap((i) => pitchAt(voice, Math.round(i * hop * SAMPLE_RATE)) ?? []).sort((a, b) => a - b);
  return pitches.length ? pitches[pitches.length >> 1] : UNKNOWN;
}

/** @param {Float32Array} voice @param {number} start @returns {number | null} */
function pitchAt(voice, start) {
  const width = Math.round(WIDTH * SAMPLE_RATE);
  const longest = Math.ceil(SAMPLE_RATE / LOWEST);
  if (start + width + longest >= voice.length) return null;
  let [best, bestLag] = [CLEAR, 0];
  for (let lag = Math.floor(SAMPLE_RATE / HIGHEST); lag <= longest; lag++) {
    let [product, here, there] = [0, 1e-9, 1e-9];
    for (let i = start; i < start + width; i++) {
      product += voice[i] * voice[i + lag];
      here += voice[i] ** 2;
      there += voice[i + lag] ** 2;
    }
    const correlation = product / Math.sqrt(here * there);
    if (correlation > best + 0.03) [best, bestLag] = [correlation, lag]; // a longer lag only where it is clearly better
  }
  return bestLag ? SAMPLE_RATE / bestLag : null;
}
