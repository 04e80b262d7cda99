// @ts-check
// A sound as a WAV file of one channel with 16 bits, which is what the studio keeps of a recording.

const HEADER = 44; // bytes

/** @param {{pcm: Float32Array, sampleRate: number}} sound -1 to 1; what is louder is clipped @returns {Uint8Array<ArrayBuffer>} */
export function wavOf({ pcm, sampleRate }) {
  const file = new DataView(new ArrayBuffer(HEADER + 2 * pcm.length));
  const word = (/** @type {number} */ at, /** @type {string} */ text) => [...text].forEach((letter, i) => file.setUint8(at + i, letter.charCodeAt(0)));
  word(0, "RIFF");
  file.setUint32(4, HEADER - 8 + 2 * pcm.length, true);
  word(8, "WAVEfmt ");
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true); // PCM
  file.setUint16(22, 1, true);
  file.setUint32(24, sampleRate, true);
  file.setUint32(28, 2 * sampleRate, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  word(36, "data");
  file.setUint32(40, 2 * pcm.length, true);
  pcm.forEach((sample, i) => file.setInt16(HEADER + 2 * i, Math.round(32767 * Math.min(Math.max(sample, -1), 1)), true));
  return new Uint8Array(file.buffer);
}
