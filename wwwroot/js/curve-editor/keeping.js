// @ts-check
// What a reload brings back beside the motion: undo and redo, and where the visitor was. Written shortly after a change, and when the page is left.

import { speeds } from "./verbs/play-verbs.js";

/** @typedef {import("./editor.js").Editor} Editor */

const PAUSE = 400; // milliseconds

/** Keeps the history of an open editor. What another tab overtook is not kept: its history is the one that counts. @param {Editor} editor @param {{state: {kind: string}}} saver @param {import("./kept-motions.js").KeptHistory} kept @param {AbortSignal} signal */
export function keepHistory(editor, saver, kept, signal) {
  let known = editor.steps;
  afterwards((later) => editor.on("change", () => editor.steps !== known && later(), signal), () => {
    if (editor.steps === known || saver.state.kind === "stale") return;
    known = editor.steps;
    kept.write(known);
  }, signal);
  signal.addEventListener("abort", () => kept.close());
}

/** Goes where the visitor was, and remembers it. @param {Editor} editor @param {string} storeKey @param {AbortSignal} signal */
export function keepPlace(editor, storeKey, signal) {
  goTo(editor, read(storeKey));
  afterwards((later) => {
    for (const event of /** @type {const} */ (["change", "playhead", "options"])) editor.on(event, later, signal);
  }, () => {
    const { playhead, range, layer, options } = editor;
    try {
      localStorage.setItem(storeKey, JSON.stringify({ playhead, range, layer, options }));
    } catch {
      // Private windows may keep nothing.
    }
  }, signal);
}

/** @param {(later: () => void) => void} watch is given what a change calls @param {() => void} write @param {AbortSignal} signal */
function afterwards(watch, write, signal) {
  let timer = 0;
  watch(() => (timer ||= setTimeout(flush, PAUSE)));
  addEventListener("pagehide", flush, { signal });
  document.addEventListener("visibilitychange", () => document.hidden && flush(), { signal });
  signal.addEventListener("abort", flush);

  function flush() {
    clearTimeout(timer);
    timer = 0;
    write();
  }
}

/**
 * What the browser kept may be older than the motion and the studio: only what still makes sense is taken.
 * @param {Editor} editor @param {any} place
 */
export function goTo(editor, place) {
  const { layers, length } = editor.project.track;
  const { playhead, range, layer, options = {} } = place ?? {};
  const within = (/** @type {unknown} */ frame) => typeof frame === "number" && frame >= 0 && frame <= length - 1;
  if (Number.isInteger(layer) && layers[layer]) editor.useLayer(layer);
  if (range && within(range.from) && within(range.to)) editor.mark({ from: range.from, to: range.to });
  if (within(playhead)) editor.seek(playhead);
  const { linked, autoKey, snap, loop } = options;
  for (const [name, on] of Object.entries({ linked, autoKey, snap, loop })) if (typeof on === "boolean") editor.set({ [name]: on });
  if (speeds.includes(options.speed)) editor.set({ speed: options.speed });
  if (["here", "range", "all"].includes(options.reach)) editor.set({ reach: options.reach });
}

/** @param {string} storeKey */
function read(storeKey) {
  try {
    return JSON.parse(localStorage.getItem(storeKey) ?? "{}");
  } catch {
    return {};
  }
}
