// @ts-check
// What of speech becomes the film's sound: a choice beside "Insert", the recording kept in the studio, and what lies under the film already.

import { sendInSlices } from "../upload/slices.js";
import { el, write } from "./dom.js";
import { laySound, withoutSound } from "./time-map.js";
import { wavOf } from "./wav.js";

/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./speech-source.js").Sound} Sound */

/** @param {Editor} editor @param {boolean} hasClip whether the driver is heard @param {AbortSignal} signal */
export function makeFilmSound(editor, hasClip, signal) {
  /** Recordings that the studio has already. @type {WeakMap<Sound, string>} */ const kept = new WeakMap();
  const box = el("input", { type: "checkbox", checked: !hasClip });
  const choice = el("label", { class: "ce-row ce-check" }, box, el("span", {}, `Use this as the film's sound${hasClip ? ", in place of the clip's" : ""}`));
  const text = el("span", {});
  const laid = el("p", { class: "ce-note", hidden: true }, text, " ", el("button", { type: "button", class: "ce-button ce-small", onclick: remove }, "Take it out"));
  editor.on("change", show, signal);
  show();

  return {
    choice,
    laid,
    get isWanted() { return box.checked; },
    /** It was kept before. @param {Sound} sound @param {string} asset */
    know(sound, asset) { kept.set(sound, asset); },
    /** Keeps a recording in the studio, which may take a while; then it can be laid under a project. @param {string} name @param {Sound} sound @returns {Promise<(project: Project, start: number) => Project>} */
    async keep(name, sound) {
      const asset = kept.get(sound) ?? (await sendInSlices(new File([wavOf(sound)], `${name.replace(/\.\w+$/, "")}.wav`, { type: "audio/wav" }), () => {}, signal)).id;
      kept.set(sound, asset);
      return (project, start) => laySound(project, asset, start, sound.pcm.length / sound.sampleRate);
    },
  };

  function remove() {
    editor.apply("Take the sound out", (project) => ({ project: withoutSound(project) }));
  }

  function show() {
    const { sound, track } = editor.project;
    laid.hidden = !sound;
    if (sound) write(text, `The film's sound: ${sound.length === 1 ? "a recording" : `${sound.length} pieces`} of ${(sound.reduce((sum, { frames }) => sum + frames, 0) / track.rate).toFixed(1)} s. Edits of time take it along.`);
  }
}
