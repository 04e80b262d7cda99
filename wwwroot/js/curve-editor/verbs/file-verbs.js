// @ts-check
// The motion as a whole: undo, files.

import { readFile, toFile } from "../file.js";
import { pickFile, saveFile } from "../files.js";
import { isDrivenBy } from "../time-map.js";

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
  const name = editor.project.name.replace(/[^\p{L}\p{N} _-]+/gu, "").trim() || "motion";
  saveFile(`${name}.json`, toFile(editor.project), editor.say);
}

/** One step that can be undone. @param {Bench} bench */
function open({ editor, root, settings }) {
  pickFile(root, async (text, name) => {
    await editor.whenFree();
    if (!editor.apply(`Open ${name}`, () => ({ project: readFile(text), selection: [] }))) return;
    const isOther = editor.project.source && !isDrivenBy(editor.project, settings.driver);
    editor.say(`${name} is open; undo brings back what was here.${isOther ? " It has another driver: reload the page to see and hear that." : ""}`);
  }, editor.say);
}
