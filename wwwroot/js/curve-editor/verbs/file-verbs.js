// @ts-check
// The motion as a whole: undo, files.

import { el } from "../dom.js";
import { readFile, toFile } from "../file.js";

/** @typedef {import("../verbs.js").Bench} Bench */

/** @type {readonly import("../verbs.js").Verb[]} */
export const fileVerbs = [
  { id: "undo", label: "Undo", menu: "Motion", keys: ["Ctrl+Z"], repeats: true, needs: ({ editor }) => (editor.undoLabel ? "" : "There is nothing to undo."), run: ({ editor }) => editor.undo() },
  { id: "redo", label: "Redo", menu: "Motion", keys: ["Ctrl+Shift+Z", "Ctrl+Y"], repeats: true, needs: ({ editor }) => (editor.redoLabel ? "" : "There is nothing to do again."), run: ({ editor }) => editor.redo() },
  { id: "rename", label: "Name the motion…", menu: "Motion", keys: ["F2"], ask: ({ editor }) => [{ name: "name", label: "Name", value: editor.project.name }], run: ({ editor }, { name }) => void editor.apply("Name the motion", (project) => ({ project: named(project, String(name)) })) },
  { id: "export", label: "Save as a file", menu: "Motion", keys: ["Ctrl+S"], run: save },
  { id: "import", label: "Open a file…", menu: "Motion", keys: ["Ctrl+O"], run: open },
];

/** @param {import("../project.js").Project} project @param {string} name */
function named(project, name) {
  const clean = name.trim();
  if (!clean) throw new Error("A motion needs a name; type one.");
  return clean === project.name ? project : { ...project, name: clean };
}

/** @param {Bench} bench */
function save({ editor }) {
  const address = URL.createObjectURL(new Blob([toFile(editor.project)], { type: "application/json" }));
  const file = `${editor.project.name.replace(/[^\p{L}\p{N} _-]+/gu, "").trim() || "motion"}.json`;
  el("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  editor.say(`Saved as ${file}.`);
}

/** One step that can be undone. @param {Bench} bench */
function open({ editor, root }) {
  const input = el("input", { type: "file", accept: ".json,application/json", hidden: true, "data-open": true });
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    input.remove();
    if (!file) return;
    const text = await file.text();
    if (editor.apply(`Open ${file.name}`, () => ({ project: readFile(text), selection: [] }))) editor.say(`${file.name} is open; undo brings back what was here.`);
  });
  root.append(input);
  input.click();
}
