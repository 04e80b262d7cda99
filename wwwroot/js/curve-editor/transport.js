// @ts-check
// Buttons and the scrub bar under the face.

import { el, icon, iconButton, write } from "./dom.js";
import { clock } from "./spaces.js";
import { perform, verbById } from "./verbs.js";
import { speeds } from "./verbs/play-verbs.js";
import { tipOf } from "./tips.js";

/** @param {import("./verbs.js").Bench} bench @param {AbortSignal} signal */
export function makeTransport(bench, signal) {
  const { editor, player } = bench;
  const button = (/** @type {string} */ id, /** @type {Parameters<typeof iconButton>[0]} */ icon, more = {}) => {
    const verb = /** @type {import("./verbs.js").Verb} */ (verbById.get(id));
    return iconButton(icon, verb.label, () => perform(bench, verb), { title: tipOf(verb), ...more });
  };
  const play = button("play", "play", { class: "ce-icon ce-play" });
  const loop = button("loop", "loop");
  const sound = button("sound", "speaker");
  const scrub = el("input", { type: "range", min: 0, step: 1, class: "ce-scrub", "aria-label": "Playhead", oninput: () => editor.seek(scrub.valueAsNumber) });
  const time = el("output", { class: "ce-time" });
  const speed = el("select", { class: "ce-speed", "aria-label": "Speed", onchange: () => editor.set({ speed: Number(speed.value) }) }, ...speeds.map((s) => el("option", { value: s }, `${s}×`)));
  const range = el("button", { type: "button", class: "ce-range-text", title: "No range (Shift + O)", onclick: () => editor.mark(null) });

  const root = el("div", { class: "ce-transport", role: "group", "aria-label": "Transport" },
    el("div", { class: "ce-row ce-scrub-row" }, scrub, range),
    el("div", { class: "ce-row ce-steps" }, button("first-frame", "first"), button("frames-back", "back10"), button("frame-back", "back"), play, button("frame-forward", "forward"), button("frames-forward", "forward10"), button("last-frame", "last")),
    el("div", { class: "ce-row ce-times" }, time, loop, sound, speed, button("mark-in", "markIn"), button("mark-out", "markOut")));

  for (const event of /** @type {const} */ (["change", "options", "playhead"])) editor.on(event, show, signal);
  player.on(show);
  show();
  return root;

  function show() {
    const { rate, length } = editor.project.track;
    const frame = editor.playhead;
    scrub.max = String(length - 1);
    scrub.value = String(frame);
    scrub.style.setProperty("--ce-share", `${(100 * frame) / Math.max(1, length - 1)}%`);
    scrub.setAttribute("aria-valuetext", `Frame ${Math.round(frame)}, ${clock(frame, rate)}`);
    write(time, `${clock(frame, rate)} · ${Math.round(frame)}/${length - 1}`);
    loop.setAttribute("aria-pressed", String(editor.options.loop));
    sound.hidden = !player.hasSound;
    sound.setAttribute("aria-pressed", String(player.isLoud));
    speed.value = String(editor.options.speed);
    range.hidden = !editor.range;
    write(range, editor.range ? `${clock(editor.range.from, rate)}–${clock(editor.range.to, rate)}` : "");
    const wanted = player.isPlaying ? "pause" : "play";
    if (play.dataset.shows !== wanted) {
      play.dataset.shows = wanted;
      play.replaceChildren(icon(wanted));
      play.setAttribute("aria-label", player.isPlaying ? "Pause" : "Play");
      play.title = `${player.isPlaying ? "Pause" : "Play"} (Space)`;
    }
  }
}
