// @ts-check
// Speech to mouth: a sound is chosen, its mouth is previewed with it, and goes in as keys.

import { applyEdit } from "./active-layer.js";
import { el, write } from "./dom.js";
import { clock } from "./spaces.js";
import { insertSpeech } from "./speech-edit.js";
import { makeSpeechPreview } from "./speech-preview.js";
import { clipStart } from "./project.js";
import { cutSound, decodeSound, fetchSound, record } from "./speech-source.js";
import { drawSpeech } from "./speech-strip.js";
import { analyseSpeech, speechCurves } from "./speech.js";

/** @typedef {import("./editor.js").Editor} Editor */

/** `start`: the frame it belongs to; null for the playhead. @typedef {{name: string, sound: import("./speech-source.js").Sound, speech: import("./speech.js").Speech, start: number | null}} Chosen */

/**
 * @param {Editor} editor
 * @param {HTMLElement} element is filled
 * @param {{sound: string | null}} settings address of the driving clip's sound
 * @param {AbortSignal} signal
 */
export function mountSpeech(editor, element, settings, signal) {
  /** @type {Chosen | null} */ let chosen = null;
  /** @type {(() => void) | null} */ let stopRecording = null;
  const button = (/** @type {string} */ label, /** @type {() => void} */ act, main = false) => el("button", { type: "button", class: `ce-button ce-small${main ? " ce-main" : ""}`, onclick: act }, label);
  const recording = button("Record", toggleRecording);
  const file = el("input", { type: "file", accept: "audio/*,video/*", hidden: true, "aria-label": "Speech from a file", onchange: openFile });
  const ofClip = settings.sound ? button("Sound of the clip", openClip) : null;
  const strip = el("canvas", { class: "ce-speech-strip", "aria-hidden": "true" });
  const summary = el("p", { class: "ce-note", role: "status" }, "Record what the face is to say, or choose a sound. It stays in this browser.");
  const strength = slider("Strength", 2, 1);
  const smoothing = slider("Smoothing", 1, 0.3);
  const playing = button("Preview", () => (preview.isPlaying ? preview.stop() : play()));
  const inserting = button("Insert", insert, true);
  const where = el("p", { class: "ce-note" });
  const options = el("div", { hidden: true }, strip, strength.root, smoothing.root, where, el("div", { class: "ce-row ce-wrap" }, playing, inserting));
  element.replaceChildren(el("div", { class: "ce-row ce-wrap" }, recording, button("Choose a file…", () => file.click()), ofClip, file), summary, options);
  const preview = makeSpeechPreview(editor, () => write(playing, preview.isPlaying ? "Stop" : "Preview"), signal);
  for (const { input } of [strength, smoothing]) input.addEventListener("input", () => preview.isPlaying && shown() && preview.show(curves()));
  for (const event of /** @type {const} */ (["playhead", "change"])) editor.on(event, showPlace, signal);

  async function toggleRecording() {
    if (stopRecording) return stopRecording();
    await attempt(async () => {
      const { stop, sound } = await record(signal);
      stopRecording = stop;
      write(recording, "Stop recording");
      write(summary, "Speak now…");
      try {
        take("Your recording", await sound, null);
      } finally {
        stopRecording = null;
        write(recording, "Record");
      }
    });
  }

  async function openFile() {
    const picked = file.files?.[0];
    file.value = "";
    if (picked) await attempt(async () => take(picked.name, await decodeSound(await picked.arrayBuffer()), null));
  }

  async function openClip() {
    await attempt(async () => {
      write(summary, "Reading the clip's sound…");
      const { track } = editor.project;
      take("Sound of the clip", cutSound(await fetchSound(settings.sound ?? "", signal), clipStart(editor.project), track.length / track.rate), 0);
    });
  }

  /** @param {string} name @param {import("./speech-source.js").Sound} sound @param {number | null} start */
  function take(name, sound, start) {
    preview.stop();
    const { rate, length } = editor.project.track;
    const fitting = cutSound(sound, 0, length / rate);
    chosen = { name, sound: fitting, speech: analyseSpeech(fitting.pcm, fitting.sampleRate, rate), start };
    options.hidden = false;
    const seconds = sound.pcm.length / sound.sampleRate;
    const isSilent = chosen.speech.level.every((level) => level === 0);
    write(summary, isSilent ? `${name}: nobody speaks in it; choose another sound.` : `${name}, ${seconds.toFixed(1)} s${fitting.pcm.length < sound.pcm.length ? "; what is longer than the motion is left out" : ""}.`);
    inserting.disabled = playing.disabled = isSilent;
    drawSpeech(strip, chosen.speech);
    showPlace();
  }

  function play() {
    if (chosen) preview.play(chosen.sound, curves(), startOf(chosen));
  }

  function insert() {
    if (!chosen) return;
    const start = preview.isPlaying ? preview.start : startOf(chosen);
    preview.stop();
    let keys = 0;
    const done = applyEdit(editor, "Speech to mouth", (project) => {
      const made = insertSpeech(project, curves(), start);
      ({ keys } = made);
      return made;
    });
    if (done) editor.say(`The speech is in: ${keys} keys in a layer of their own.`);
  }

  function curves() {
    const { speech } = shown();
    return speechCurves(speech, editor.project.track.rate, { strength: strength.input.valueAsNumber, smoothing: smoothing.input.valueAsNumber });
  }

  /** @returns {Chosen} */
  function shown() {
    if (!chosen) throw new Error("There is no sound yet: choose one first.");
    return chosen;
  }

  /** @param {Chosen} sound */
  function startOf({ start }) {
    return start ?? Math.round(editor.playhead);
  }

  function showPlace() {
    if (chosen && !preview.isPlaying) write(where, chosen.start === null ? `It goes in at the playhead, ${clock(editor.playhead, editor.project.track.rate)}.` : "It goes in where the clip says it.");
  }

  /** @param {() => Promise<void>} act a fault is shown where the sound would be */
  async function attempt(act) {
    summary.classList.remove("ce-fault");
    try {
      await act();
    } catch (fault) {
      if (signal.aborted) return;
      summary.classList.add("ce-fault");
      write(summary, fault instanceof Error ? fault.message : String(fault));
    }
  }
}

/** @param {string} label @param {number} maximum @param {number} value */
function slider(label, maximum, value) {
  const input = el("input", { type: "range", min: 0, max: maximum, step: 0.05, value, "aria-label": label });
  const text = el("span", { class: "ce-value", "aria-hidden": "true" });
  const show = () => {
    write(text, `${Math.round(100 * input.valueAsNumber)} %`);
    input.style.setProperty("--ce-share", `${(100 * input.valueAsNumber) / maximum}%`);
  };
  input.addEventListener("input", show);
  show();
  return { input, root: el("label", { class: "ce-macro" }, el("span", {}, label), input, text) };
}
