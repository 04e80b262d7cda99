// @ts-check
// Which of five vowels a stretch of voice is: its linear-prediction envelope beside envelopes with each vowel's formants.
// Sources: Makhoul 1975 (autocorrelation method, Levinson-Durbin), Bradlow 1995 (formants of a Spanish speaker's vowels), Klatt 1980 (cascade of resonators).

/** @typedef {"a" | "e" | "i" | "o" | "u"} Vowel */

export const SAMPLE_RATE = 10_000;
const ORDER = 12;
const PRE_EMPHASIS = 0.97;
const LOWEST = 180;
const HIGHEST = 3600;
const BINS = 72;
const SHARPNESS = 0.03; // per squared decibel of mean difference
const MALE_PITCH = 115; // Hz
const SHORTER = 0.2; // of a vocal tract, an octave higher

/** F1 to F4 of a grown man, Hz; two for what languages pronounce differently. @type {readonly (readonly [Vowel, readonly number[]])[]} */
const FORMANTS = [
  ["a", [700, 1300, 2500, 3500]],
  ["a", [800, 1500, 2500, 3500]],
  ["e", [450, 1850, 2550, 3500]],
  ["e", [400, 2150, 2700, 3500]],
  ["i", [280, 2250, 2950, 3600]],
  ["o", [500, 930, 2500, 3400]],
  ["o", [460, 820, 2450, 3400]],
  ["u", [370, 850, 2350, 3300]],
  ["u", [310, 690, 2350, 3300]],
  ["u", [340, 1150, 2350, 3300]],
];
const BANDWIDTHS = [70, 100, 160, 250];
/** @type {readonly Vowel[]} */
export const VOWELS = ["a", "e", "i", "o", "u"];

/** The waves of the compared frequencies, which are evenly spaced to the ear (Traunmueller 1990). */
const waves = Array.from({ length: BINS }, (_, bin) => {
  const angle = (2 * Math.PI * hertz(bark(LOWEST) + ((bark(HIGHEST) - bark(LOWEST)) * bin) / (BINS - 1))) / SAMPLE_RATE;
  const powers = Array.from({ length: ORDER + 1 }, (_, i) => angle * i);
  return { cosines: powers.map(Math.cos), sines: powers.map(Math.sin) };
});

/** A likeness from 0 to 1 for each vowel, together 1. @param {number} pitch of the voice, Hz, tells how long its vocal tract is */
export function makeVowelFinder(pitch) {
  const stretch = Math.min(Math.max(1 + SHORTER * Math.log2(pitch / MALE_PITCH), 0.92), 1.35);
  const templates = FORMANTS.map(([vowel, formants]) => ({ vowel, envelope: centred(cascade(formants.map((f) => f * stretch))) }));
  /** @type {Map<number, Float64Array>} */ const windows = new Map();

  /** @param {Float32Array} voice at SAMPLE_RATE, some 30 ms @returns {Record<Vowel, number>} */
  return (voice) => {
    const envelope = centred(predicted(windowed(voice, windows)));
    /** @type {Record<Vowel, number>} */ const likeness = { a: 0, e: 0, i: 0, o: 0, u: 0 };
    for (const { vowel, envelope: expected } of templates) {
      let difference = 0;
      for (let k = 0; k < BINS; k++) difference += (envelope[k] - expected[k]) ** 2 / BINS;
      likeness[vowel] = Math.max(likeness[vowel], Math.exp(-SHARPNESS * difference));
    }
    const sum = VOWELS.reduce((total, vowel) => total + likeness[vowel], 0) || 1;
    for (const vowel of VOWELS) likeness[vowel] /= sum;
    return likeness;
  };
}

/** Pre-emphasised, under a Hamming window. @param {Float32Array} voice @param {Map<number, Float64Array>} windows */
function windowed(voice, windows) {
  const n = voice.length;
  const window = windows.get(n) ?? Float64Array.from(voice, (_, i) => 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (n - 1)));
  windows.set(n, window);
  return Float64Array.from(voice, (sample, i) => (sample - (i > 0 ? PRE_EMPHASIS * voice[i - 1] : 0)) * window[i]);
}

/** The envelope of linear prediction at the compared frequencies, decibels. @param {Float64Array} signal */
function predicted(signal) {
  const lags = Array.from({ length: ORDER + 1 }, (_, lag) => {
    let sum = 0;
    for (let i = lag; i < signal.length; i++) sum += signal[i] * signal[i - lag];
    return sum;
  });
  lags[0] = lags[0] * 1.0001 + 1e-12;
  let a = [1];
  let error = lags[0];
  for (let order = 1; order <= ORDER; order++) {
    const reflected = -a.reduce((sum, value, i) => sum + value * lags[order - i], 0) / error;
    a = Array.from({ length: order + 1 }, (_, i) => (a[i] ?? 0) + reflected * (a[order - i] ?? 0));
    error *= 1 - reflected * reflected;
  }
  return Float64Array.from(waves, (_, bin) => -10 * Math.log10(power(a, bin)));
}

/** What formants of those frequencies make of a flat source, decibels. @param {readonly number[]} formants */
function cascade(formants) {
  return Float64Array.from(waves, (_, bin) => formants.reduce((sum, formant, k) => {
    const radius = Math.exp((-Math.PI * BANDWIDTHS[k]) / SAMPLE_RATE);
    return sum - 10 * Math.log10(power([1, -2 * radius * Math.cos((2 * Math.PI * formant) / SAMPLE_RATE), radius * radius], bin));
  }, 0));
}

/** |A|^2 of a polynomial at a compared frequency. @param {readonly number[]} a @param {number} bin */
function power(a, bin) {
  let [real, imaginary] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    real += a[i] * waves[bin].cosines[i];
    imaginary += a[i] * waves[bin].sines[i];
  }
  return real * real + imaginary * imaginary + 1e-12;
}

/** Without loudness and tilt, in which voices and microphones differ. @param {Float64Array} envelope */
function centred(envelope) {
  const middle = (BINS - 1) / 2;
  const mean = envelope.reduce((sum, value) => sum + value, 0) / BINS;
  const slope = envelope.reduce((sum, value, i) => sum + value * (i - middle), 0) / envelope.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  return envelope.map((value, i) => value - mean - slope * (i - middle));
}

/** @param {number} f Hz */
function bark(f) {
  return (26.81 * f) / (1960 + f) - 0.53;
}

/** @param {number} z bark */
function hertz(z) {
  return (1960 * (z + 0.53)) / (26.28 - z);
}
