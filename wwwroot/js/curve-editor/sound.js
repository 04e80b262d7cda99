// @ts-check
// The sound of a motion: what it is made of is fetched and decoded once, played from any frame, and its peaks make the waveform.

import { cuesOf, soundtrackOf } from "./soundtrack.js";

/** Peaks a second. */
export const PEAKS = 400;

/** `peaks`: the greatest of each 1/400 second, 0 to 1 of the loudest. @typedef {{buffer: AudioBuffer, peaks: Float32Array}} Heard */

/** @param {import("./editor.js").Editor} editor @param {import("./soundtrack.js").DriverSound} clip @param {AbortSignal} signal */
export function makeSound(editor, clip, signal) {
  /** By address; null while it is on its way, or for good. @type {Map<string, Heard | null>} */ const loaded = new Map();
  /** @type {AudioContext | null} */ let context = null;
  /** @type {AudioBufferSourceNode[] | null} */ let nodes = null;
  let pieces = soundtrackOf(editor.project, clip);
  let of = editor.project;
  let isStale = false;
  const events = new EventTarget();
  editor.on("change", follow, signal);
  signal.addEventListener("abort", () => void context?.close());
  loadAll();

  return {
    get isThere() { return pieces.some(({ address }) => loaded.get(address)); },
    get isPlaying() { return nodes !== null && context?.state === "running"; },
    /** What plays is no more what is to be heard. */
    get isStale() { return nodes !== null && isStale; },
    /** From a frame of the motion on. @param {number} frame @param {number} speed */
    play(frame, speed) {
      isStale = false;
      if (!pieces.some(({ address }) => loaded.get(address))) return;
      context ??= new AudioContext();
      void context.resume();
      nodes = [];
      for (const { address, wait, from, seconds, pace } of cuesOf(pieces, frame, editor.project.track.rate, speed)) {
        const buffer = loaded.get(address)?.buffer;
        if (!buffer || from >= buffer.duration) continue;
        const node = new AudioBufferSourceNode(context, { buffer, playbackRate: pace });
        node.connect(context.destination);
        node.start(wait > 0 ? context.currentTime + wait : 0, from, seconds);
        nodes.push(node);
      }
    },
    stop() {
      for (const node of nodes ?? []) {
        node.stop();
        node.disconnect();
      }
      nodes = null;
    },
    /** Seconds of the clock of what is heard now. */
    now: () => (context ? context.currentTime - (context.outputLatency || 0) : performance.now() / 1000),
    /** The loudest between two frames, 0 to 1. @param {number} begin @param {number} end */
    peakBetween(begin, end) {
      let peak = 0;
      for (const { address, frame, frames, from, to } of pieces) {
        const peaks = loaded.get(address)?.peaks;
        if (!peaks || end <= frame || begin >= frame + frames) continue;
        const [first, last] = [begin, end].map((at) => Math.floor((from + ((Math.min(Math.max(at, frame), frame + frames) - frame) * (to - from)) / frames) * PEAKS));
        for (let i = first; i < Math.max(first + 1, last) && i < peaks.length; i++) if (peaks[i] > peak) peak = peaks[i];
      }
      return peak;
    },
    /** @param {() => void} listener another sound is to be heard, or one has come */
    onChange(listener) { events.addEventListener("sound", listener, { signal }); },
  };

  function follow() {
    if (editor.project === of) return;
    of = editor.project;
    const next = soundtrackOf(of, clip);
    if (JSON.stringify(next) === JSON.stringify(pieces)) return;
    pieces = next;
    loadAll();
    changed();
  }

  function changed() {
    isStale = true;
    events.dispatchEvent(new Event("sound"));
  }

  function loadAll() {
    for (const { address } of pieces) {
      if (loaded.has(address)) continue;
      loaded.set(address, null);
      load(address).catch((fault) => {
        if (!signal.aborted) editor.say(`The sound cannot be played: ${fault instanceof Error ? fault.message : fault}`);
      });
    }
  }

  /** @param {string} address */
  async function load(address) {
    const answer = await fetch(address, { signal }).catch(() => { throw new Error("the studio is out of reach; reload the page."); });
    if (answer.status === 404 && address !== clip.sound) throw new Error("the recording was deleted, or comes from another studio; take it out under Speech, or put another in.");
    if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.detail ?? `the studio answers ${answer.status}.`);
    const buffer = await new OfflineAudioContext(1, 1, 44_100).decodeAudioData(await answer.arrayBuffer());
    loaded.set(address, { buffer, peaks: peaksOf(buffer.getChannelData(0), buffer.sampleRate) });
    changed();
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
