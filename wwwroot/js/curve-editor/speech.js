// @ts-check
// What a mouth does with speech: how loud it is and which vowel it sounds like, per film frame; all of it computed here, nothing is sent anywhere.

import { makeVowelFinder, SAMPLE_RATE, VOWELS } from "./formants.js";
import { pitchOf } from "./pitch.js";
import { resample } from "./resample.js";

/** @typedef {import("./formants.js").Vowel} Vowel */
/** @typedef {{name: SpeechChannel, samples: number[]}} SpeechCurve */
/** @typedef {"jawOpen" | "mouthFunnel" | "mouthPucker" | "mouthSmileLeft" | "mouthSmileRight" | "mouthClose"} SpeechChannel */

/** Per film frame: loudness 0 to 1, and the likeness of each vowel, together 1. @typedef {{level: Float64Array, vowels: Float64Array[]}} Speech */

const WINDOW = 0.03; // seconds
const HOP = 0.01;
const QUIET = 28; // decibels under the loudest speech, from where on there is silence
const FLOOR = -55; // decibels under full scale: quieter sounds are no speech
const SHORT_GAP = 0.16; // seconds between two syllables in which the lips close and the jaw waits
const RESTING_JAW = 0.1;
const SILENT = 0.02;
const VOICED = 0.2; // loudness from which a vowel is looked for

/** What each vowel does with the mouth at full loudness. @type {Readonly<Record<Vowel, Partial<Record<SpeechChannel, number>>>>} */
const SHAPES = {
  a: { jawOpen: 0.68 },
  e: { jawOpen: 0.36, mouthSmileLeft: 0.3, mouthSmileRight: 0.3 },
  i: { jawOpen: 0.18, mouthSmileLeft: 0.48, mouthSmileRight: 0.48 },
  o: { jawOpen: 0.4, mouthFunnel: 0.6, mouthPucker: 0.3 },
  u: { jawOpen: 0.17, mouthFunnel: 0.35, mouthPucker: 0.8 },
};
/** @type {readonly SpeechChannel[]} */
export const SPEECH_CHANNELS = ["jawOpen", "mouthFunnel", "mouthPucker", "mouthSmileLeft", "mouthSmileRight", "mouthClose"];

/**
 * @param {Float32Array} pcm one channel, -1 to 1
 * @param {number} sampleRate Hz
 * @param {number} rate film frames a second
 * @returns {Speech}
 */
export function analyseSpeech(pcm, sampleRate, rate) {
  const voice = resample(pcm, sampleRate, SAMPLE_RATE);
  const width = Math.round(WINDOW * SAMPLE_RATE);
  const hops = Math.max(1, Math.ceil(voice.length / (HOP * SAMPLE_RATE)));
  const at = (/** @type {number} */ hop) => slice(voice, Math.round(hop * HOP * SAMPLE_RATE) - (width >> 1), width);
  const loudness = Array.from({ length: hops }, (_, hop) => decibels(at(hop)));
  const loudest = Math.max(loudness.toSorted((x, y) => y - x)[Math.floor(hops / 20)], FLOOR); // of 20 moments one may be a bang
  const level = loudness.map((db) => (db < FLOOR ? 0 : Math.min(Math.max(1 - (loudest - db) / QUIET, 0), 1)));
  const findVowel = makeVowelFinder(pitchOf(voice, level, HOP));
  const likeness = level.map((loud, hop) => (loud > VOICED ? findVowel(at(hop)) : null));

  const frames = Math.max(1, Math.ceil((pcm.length / sampleRate) * rate));
  /** @type {Speech} */ const speech = { level: new Float64Array(frames), vowels: [] };
  for (let frame = 0; frame < frames; frame++) {
    const [from, to] = [frame / rate / HOP, (frame + 1) / rate / HOP].map((hop) => Math.min(Math.round(hop), hops - 1));
    const within = Array.from({ length: Math.max(1, to - from) }, (_, i) => from + i);
    speech.level[frame] = within.reduce((sum, hop) => sum + level[hop], 0) / within.length;
    speech.vowels.push(Float64Array.from(VOWELS, (vowel) => {
      const [sum, weight] = within.reduce(([s, w], hop) => [s + level[hop] * (likeness[hop]?.[vowel] ?? 0), w + (likeness[hop] ? level[hop] : 0)], [0, 0]);
      return weight > 0 ? sum / weight : 0;
    }));
  }
  return speech;
}

/** The vowel that leads in a frame; null in silence. @param {Speech} speech @param {number} frame @returns {Vowel | null} */
export function leadingVowel({ level, vowels }, frame) {
  const best = Math.max(...vowels[frame]);
  return level[frame] < VOICED || best === 0 ? null : VOWELS[vowels[frame].indexOf(best)];
}

/**
 * One value per frame for each channel; zero where nobody speaks.
 * @param {Speech} speech
 * @param {number} rate film frames a second
 * @param {{strength: number, smoothing: number}} options strength 0 to 2; smoothing 0 to 1: a blur of up to a quarter of a second
 * @returns {SpeechCurve[]}
 */
export function speechCurves(speech, rate, { strength, smoothing }) {
  const frames = speech.level.length;
  const sigma = smoothing * 0.08 * rate;
  const level = blurred(speech.level, sigma);
  const likeness = VOWELS.map((_, v) => blurred(speech.vowels.map((vowels, frame) => vowels[v] * speech.level[frame]), sigma));
  const gaps = shortGaps(speech.level, rate);
  return SPEECH_CHANNELS.map((name) => {
    const samples = Array.from({ length: frames }, (_, frame) => {
      if (gaps[frame]) return name === "jawOpen" || name === "mouthClose" ? Math.min(1, strength * RESTING_JAW) : 0;
      if (level[frame] < SILENT) return 0;
      const shape = VOWELS.reduce((sum, vowel, v) => sum + (SHAPES[vowel][name] ?? 0) * likeness[v][frame], 0);
      return Math.min(1, Math.max(0, strength * shape));
    });
    return { name, samples };
  });
}

/** Frames of silence that speech encloses closely. @param {Float64Array} level @param {number} rate */
function shortGaps(level, rate) {
  const gaps = new Array(level.length).fill(false);
  let since = -1;
  level.forEach((loud, frame) => {
    if (loud <= 0.1) return;
    if (since >= 0 && frame - since > 1 && (frame - since - 1) / rate <= SHORT_GAP) gaps.fill(true, since + 1, frame);
    since = frame;
  });
  return gaps;
}

/** A Gaussian blur; sigma in frames. @param {ArrayLike<number>} values @param {number} sigma */
function blurred(values, sigma) {
  if (sigma < 0.2) return Float64Array.from(values);
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-0.5 * ((k - reach) / sigma) ** 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Float64Array.from(values, (_, i) => weights.reduce((sum, weight, k) => sum + (weight / total) * (values[i + k - reach] ?? 0), 0));
}

/** @param {Float32Array} voice @param {number} start may lie outside, where there is silence @param {number} width */
function slice(voice, start, width) {
  const part = new Float32Array(width);
  for (let i = Math.max(0, -start); i < width && start + i < voice.length; i++) part[i] = voice[start + i];
  return part;
}

/** @param {Float32Array} part */
function decibels(part) {
  let sum = 0;
  for (const sample of part) sum += sample * sample;
  return 10 * Math.log10(sum / part.length + 1e-12);
}
