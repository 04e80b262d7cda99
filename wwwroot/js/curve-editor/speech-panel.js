// @ts-check
// Speech to mouth: a sound is chosen, its mouth is previewed with it, and goes in as keys.

import { applyEdit } from "./active-layer.js";
import { clipSpeech } from "./clip-speech.js";
import { el, write } from "./dom.js";
import { makeFilmSound } from "./film-sound.js";
import { makeRecordings } from "./recordings.js";
import { clock } from "./spaces.js";
import { insertSpeech } from "./speech-edit.js";
import { makeSpeechPreview } from "./speech-preview.js";
import { cutSound, decodeSound, fetchSound, record } from "./speech-source.js";
import { drawSpeech } from "./speech-strip.js";
import { analyseSpeech, speechCurves } from "./speech.js";
import { driverMap, isDrivenBy } from "./time-map.js";

/** @typedef {import("./editor.js").Editor} Editor */

/** `start`: the frame it belongs to; null for the playhead. @typedef {{name: string, sound: import("./speech-source.js").Sound, speech: import("./speech.js").Speech, start: number | null}} Chosen */

/**
 * @param {Editor} editor
 * @param {HTMLElement} element is filled
 * @param {import("./soundtrack.js").DriverSound} settings
 * @param {AbortSignal} signal
 */
export function mountSpeech(editor, element, settings, signal) {
  /** @type {Chosen | null} */ let chosen = null;
  /** @type {(() => void) | null} */ let stopRecording = null;
  let isAsking = false; // the browser, for the microphone
  const button = (/** @type {string} */ label, /** @type {() => void} */ act, main = false) => el("button", { type: "button", class: `ce-button ce-small${main ? " ce-main" : ""}`, onclick: act }, label);
  const recording = button("Record", toggleRecording);
  const file = el("input", { type: "file", accept: "audio/*,video/*", hidden: true, "aria-label": "Speech from a file", onchange: openFile });
  const ofClip = settings.sound ? button("Sound of the clip", openClip) : null;
  const strip = el("canvas", { class: "ce-speech-strip", "aria-hidden": "true" });
  const summary = el("p", { class: "ce-note", role: "status" }, "Record what the face is to say, or choose a sound. It leaves this browser only if it becomes the film's sound.");
  const strength = slider("Strength", 2, 1);
  const smoothing = slider("Smoothing", 1, 0.3);
  const filmSound = makeFilmSound(editor, settings.sound !== null, signal);
  const recordings = makeRecordings((name, address, id) => void attempt(async () => takeSpeech(name, await fetchSound(address, signal), id)), signal);
  const playing = button("Preview", () => (preview.isPlaying ? preview.stop() : play()));
  const inserting = button("Insert", () => void insert(), true);
  const where = el("p", { class: "ce-note" });
  const options = el("div", { hidden: true }, strip, strength.root, smoothing.root, where, filmSound.choice, el("div", { class: "ce-row ce-wrap" }, playing, inserting));
  element.replaceChildren(el("div", { class: "ce-row ce-wrap" }, recording, button("Choose a file…", () => file.click()), ofClip, file), summary, options, filmSound.laid, recordings.root);
  const preview = makeSpeechPreview(editor, () => write(playing, preview.isPlaying ? "Stop" : "Preview"), signal);
  for (const { input } of [strength, smoothing]) input.addEventListener("input", () => preview.isPlaying && shown() && preview.show(curves()));
  for (const event of /** @type {const} */ (["playhead", "change"])) editor.on(event, showPlace, signal);
  showPlace();

  async function toggleRecording() {
    if (stopRecording) return stopRecording();
    if (isAsking) return;
    isAsking = true;
    await attempt(async () => {
      const { stop, sound } = await record(signal).finally(() => (isAsking = false));
      stopRecording = stop;
      write(recording, "Stop recording");
      write(summary, "Speak now…");
      try {
        takeSpeech("Your recording", await sound);
      } finally {
        stopRecording = null;
        write(recording, "Record");
      }
    });
  }

  async function openFile() {
    const picked = file.files?.[0];
    file.value = "";
    if (picked) await attempt(async () => takeSpeech(picked.name, await decodeSound(await picked.arrayBuffer())));
  }

  async function openClip() {
    await attempt(async () => {
      write(summary, "Reading the clip's sound…");
      const { sound, speech } = clipSpeech(await fetchSound(settings.sound ?? "", signal), driverMap(editor.project), editor.project.track);
      take({ name: "Sound of the clip", sound, speech, start: 0 }, "");
    });
  }

  /** @param {string} name @param {import("./speech-source.js").Sound} all @param {string} [asset] where the studio keeps it already */
  function takeSpeech(name, all, asset) {
    const { rate, length } = editor.project.track;
    const sound = cutSound(all, 0, length / rate);
    if (asset) filmSound.know(sound, asset);
    take({ name, sound, speech: analyseSpeech(sound.pcm, sound.sampleRate, rate), start: null }, sound.pcm.length < all.pcm.length ? "; what is longer than the motion is left out" : "");
  }

  /** @param {Chosen} taken @param {string} note */
  function take(taken, note) {
    preview.stop();
    chosen = taken;
    const { name, sound, speech, start } = taken;
    options.hidden = false;
    filmSound.choice.hidden = start !== null; // the clip's own is heard anyway
    const isSilent = speech.level.every((level) => level === 0);
    write(summary, isSilent ? `${name}: nobody speaks in it; choose another sound.` : `${name}, ${(sound.pcm.length / sound.sampleRate).toFixed(1)} s${note}.`);
    inserting.disabled = playing.disabled = isSilent;
    drawSpeech(strip, speech);
    showPlace();
  }

  function play() {
    if (chosen) preview.play(chosen.sound, curves(), startOf(chosen));
  }

  async function insert() {
    if (!chosen) return;
    const { name, sound, start: ofClip } = chosen;
    const start = preview.isPlaying ? preview.start : startOf(chosen);
    const made = curves();
    preview.stop();
    inserting.disabled = true;
    await attempt(async () => {
      insertSpeech(editor.project, made, start); // what does not fit is refused before it leaves the browser
      const lay = ofClip === null && filmSound.isWanted ? await filmSound.keep(name, sound) : null;
      let keys = 0;
      await editor.whenFree();
      const done = applyEdit(editor, "Speech to mouth", (project) => {
        const edit = insertSpeech(project, made, start);
        ({ keys } = edit);
        return { ...edit, project: lay ? lay(edit.project, start) : edit.project };
      });
      if (lay) void recordings.show();
      if (done) editor.say(`The speech is in: ${keys} keys in a layer of their own${lay ? ", and its sound under the film" : ""}.`);
    });
    inserting.disabled = false;
    if (document.activeElement === document.body) inserting.focus(); // a button that cannot be pressed loses the keyboard
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
    if (ofClip) ofClip.hidden = !isDrivenBy(editor.project, settings.driver);
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
