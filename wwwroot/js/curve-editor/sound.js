// @ts-check
// The driving clip's sound: fetched and decoded once, played from anywhere, and its peaks for the waveform.

/** Peaks a second. */
export const PEAKS = 400;

/** @param {string | null} address @param {(sentence: string) => void} say @param {AbortSignal} signal */
export function makeSound(address, say, signal) {
  /** @type {AudioContext | null} */ let context = null;
  /** @type {AudioBuffer | null} */ let buffer = null;
  /** @type {AudioBufferSourceNode | null} */ let source = null;
  let peaks = new Float32Array(0);
  const events = new EventTarget();
  if (address) load(address).catch((fault) => {
    if (!signal.aborted) say(`The sound cannot be played: ${fault instanceof Error ? fault.message : fault}`);
  });
  signal.addEventListener("abort", () => void context?.close());

  return {
    get isThere() { return buffer !== null; },
    get isPlaying() { return source !== null && context?.state === "running"; },
    /** The greatest of each 1/400 second, 0 to 1 of the loudest. */
    get peaks() { return peaks; },
    get buffer() { return buffer; },
    /** @param {number} seconds in the sound @param {number} speed */
    play(seconds, speed) {
      if (!buffer || seconds >= buffer.duration) return;
      context ??= new AudioContext();
      void context.resume();
      source = new AudioBufferSourceNode(context, { buffer, playbackRate: speed });
      source.connect(context.destination);
      source.start(0, Math.max(0, seconds));
    },
    stop() {
      source?.stop();
      source?.disconnect();
      source = null;
    },
    /** Seconds of the clock of what is heard now. */
    now: () => (context ? context.currentTime - (context.outputLatency || 0) : performance.now() / 1000),
    /** @param {() => void} listener */
    onChange(listener) { events.addEventListener("sound", listener, { signal }); },
  };

  /** @param {string} from */
  async function load(from) {
    const answer = await fetch(from, { signal });
    if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.detail ?? `the studio answers ${answer.status}.`);
    const rate = 44_100;
    buffer = await new OfflineAudioContext(1, 1, rate).decodeAudioData(await answer.arrayBuffer());
    peaks = peaksOf(buffer.getChannelData(0), buffer.sampleRate);
    events.dispatchEvent(new Event("sound"));
  }
}

/** @typedef {ReturnType<typeof makeSound>} Sound */

/** @param {Float32Array} samples @param {number} rate samples a second @returns {Float32Array<ArrayBuffer>} */
export function peaksOf(samples, rate) {
  const each = rate / PEAKS;
  const peaks = new Float32Array(Math.ceil(samples.length / each));
  let loudest = 1e-6;
  for (let i = 0; i < samples.length; i++) {
    const size = Math.abs(samples[i]);
    const at = Math.floor(i / each);
    if (size > peaks[at]) peaks[at] = size;
    if (size > loudest) loudest = size;
  }
  return peaks.map((peak) => peak / loudest);
}
