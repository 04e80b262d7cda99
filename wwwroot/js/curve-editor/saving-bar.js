// @ts-check
// What a person is told about saving, and asked where the studio has another revision or the browser kept unsent work.

import { el, write } from "./dom.js";

/** @typedef {import("./saving.js").SavingState} SavingState */

/**
 * @param {{editor: import("./editor.js").Editor, saver: import("./saving.js").Saver, settings: import("./index.js").Settings, root: HTMLElement,
 *   topBar: {showSaving: (text: string, isTrouble: boolean) => void}, unsaved: import("./project.js").Project | null,
 *   steps: import("./history.js").Steps | null}} parts `steps` led to what is unsaved
 */
export function makeSavingBar({ editor, saver, settings, topBar, unsaved, steps, root: page }) {
  const text = el("span", {});
  const actions = el("span", { class: "ce-row" });
  const root = el("div", { class: "ce-saving", role: "alert", hidden: true }, text, actions);
  topBar.showSaving("Saved", false);
  const opened = editor.steps;
  let isOffered = unsaved !== null;
  rest();
  return { root, show };

  /** @param {SavingState} state */
  function show({ kind, sentence }) {
    page.dataset.saving = kind;
    topBar.showSaving({ saved: "Saved", saving: "Saving…", away: "Not saved yet", stale: "Not saved", refused: "Not saved" }[kind], kind !== "saved" && kind !== "saving");
    if (kind === "stale") {
      ask(sentence, [["Load again", () => void reload()], ["Save as a copy", () => void copy()]]);
    } else if (kind === "away" || kind === "refused") ask(sentence, []);
    else rest();
  }

  /** With nothing else to tell, the offer stays until it is answered. */
  function rest() {
    if (isOffered) ask("This browser kept changes that the studio never got.", [["Take them", take], ["Forget them", answer]]);
    else root.hidden = true;
  }

  /** Kept steps go on where nothing was done here since; else what was kept is a step of its own. */
  async function take() {
    await editor.whenFree();
    if (!unsaved || !isOffered) return;
    answer();
    if (steps && editor.steps === opened) editor.takeUp(steps);
    else editor.apply("Take kept changes", () => ({ project: unsaved, selection: [] }));
  }

  function answer() {
    isOffered = false;
    saver.answerOffer();
    rest();
  }

  /** @param {string} sentence @param {readonly (readonly [label: string, act: () => void])[]} choices */
  function ask(sentence, choices) {
    write(text, sentence);
    actions.replaceChildren(...choices.map(([label, act]) => el("button", { type: "button", class: "ce-button", onclick: act }, label)));
    root.hidden = false;
  }

  async function reload() {
    saver.discard();
    location.reload();
  }

  async function copy() {
    try {
      const id = await saver.saveCopy(editor.project);
      location.href = location.href.replace(settings.motion, id);
    } catch (fault) {
      write(text, fault instanceof Error ? fault.message : String(fault));
    }
  }
}
