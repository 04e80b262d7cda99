// @ts-check
// Keys of the keyboard to verbs. Fields keep the keys they need themselves.

import { perform, verbs } from "./verbs.js";

/** Chords by verb; each belongs to one verb alone. @type {ReadonlyMap<string, import("./verbs.js").Verb>} */
export const verbByChord = new Map(verbs.flatMap((verb) => (verb.keys ?? []).map((chord) => /** @type {const} */ ([chord, verb]))));

/**
 * The chord of a key press, as the table writes it: modifiers in the order Ctrl, Alt, Shift; a sign that needs Shift or AltGr stands alone ("?").
 * @param {{key: string, code?: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, shiftKey: boolean, getModifierState?: (name: string) => boolean}} press
 */
export function chordOf(press) {
  const { key, code = "", metaKey, shiftKey } = press;
  const isTyped = press.getModifierState?.("AltGraph") === true && /^[^A-Za-z0-9]$/.test(key); // Windows tells AltGr as Ctrl and Alt
  const [ctrlKey, altKey] = isTyped ? [false, false] : [press.ctrlKey, press.altKey];
  const letter = /^Key[A-Z]$/.test(code) && (altKey || key.length === 1 && /[a-z]/i.test(key)) ? (altKey ? code[3] : key.toUpperCase()) : null;
  const name = letter ?? (key === " " ? "Space" : key.length === 1 ? key.toUpperCase() : key);
  const isSign = name.length === 1 && !/[A-Z0-9]/.test(name);
  return [...(ctrlKey || metaKey ? ["Ctrl"] : []), ...(altKey ? ["Alt"] : []), ...(shiftKey && !isSign ? ["Shift"] : []), name].join("+");
}

/** @param {import("./verbs.js").Bench} bench @param {AbortSignal} signal */
export function attachKeyboard(bench, signal) {
  document.addEventListener("keydown", (e) => {
    const target = e.target instanceof HTMLElement ? e.target : null;
    const isOurs = target === document.body || target === document.documentElement || (target !== null && bench.root.contains(target));
    if (!isOurs || e.defaultPrevented || e.isComposing || document.querySelector("dialog[open], [popover]:popover-open")) return; // they have their own keys
    const chord = chordOf(e);
    const verb = verbByChord.get(chord);
    if (!verb || (target && keepsKey(target, e, chord)) || (e.repeat && !verb.repeats)) return;
    e.preventDefault();
    perform(bench, verb);
  }, { signal });
}

/** A button pressed with the mouse gives the keyboard to the curves: Space plays then, and presses nothing again. @param {import("./verbs.js").Bench} bench @param {AbortSignal} signal */
export function giveKeyboardToCurves({ root, look, surface }, signal) {
  root.addEventListener("click", (e) => {
    const button = e.target instanceof Element ? e.target.closest("button") : null;
    if (!button || e.detail === 0 || look.state.mode === "simple" || document.querySelector("dialog[open], [popover]:popover-open")) return;
    if (button.closest(".ce-top, .ce-toolbar, .ce-transport, .ce-channels")) surface.plane.focus({ preventScroll: true });
  }, { signal });
}

/** A field that is typed in keeps everything but what has Ctrl and is no editing of text; sliders and buttons keep what moves and presses them. @param {HTMLElement} target @param {KeyboardEvent} event @param {string} chord */
function keepsKey(target, event, chord) {
  if (target.matches(".ce-scrub")) return false; // it is the playhead: its keys are the table's
  if (target instanceof HTMLInputElement && target.type === "range") return /^(Arrow|Home|End|Page)/.test(event.key) && !event.altKey && !event.ctrlKey && !event.metaKey;
  if (target.matches("input:not([type=checkbox], [type=color]), textarea, [contenteditable]")) return !["Ctrl+S", "Ctrl+O", "F9"].includes(chord);
  if (target.matches("select")) return !event.ctrlKey && !event.altKey && !event.metaKey && event.key !== "F9";
  if (target.matches("[role=slider], [role=menuitem], [data-own-keys]") && /^(Arrow|Home|End|Page|Enter| )/.test(event.key)) return !event.altKey && !event.ctrlKey;
  return (event.key === " " || event.key === "Enter") && target.matches("button, summary, a, input");
}
