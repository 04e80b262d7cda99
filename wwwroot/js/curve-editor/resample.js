// @ts-check
// Sound at another sample rate: a windowed sinc, cut off below the lower of the two Nyquist frequencies.

const HALF_TAPS = 12;

/** @param {Float32Array} pcm @param {number} from Hz @param {number} to Hz @returns {Float32Array} */
export function resample(pcm, from, to) {
  if (from === to) return pcm;
  const cutoff = 0.95 * Math.min(1, to / from);
  const reach = Math.ceil(HALF_TAPS / cutoff);
  const resampled = new Float32Array(Math.floor((pcm.length * to) / from));
  for (let i = 0; i < resampled.length; i++) {
    const middle = (i * from) / to;
    const first = Math.max(0, Math.ceil(middle - reach));
    const last = Math.min(pcm.length - 1, Math.floor(middle + reach));
    let sum = 0;
    for (let k = first; k <= last; k++) sum += pcm[k] * kernel(k - middle, cutoff, reach);
    resampled[i] = sum;
  }
  return resampled;
}

/** @param {number} x samples @param {number} cutoff share of the Nyquist frequency @param {number} reach */
function kernel(x, cutoff, reach) {
  const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
  return sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / reach));
}
