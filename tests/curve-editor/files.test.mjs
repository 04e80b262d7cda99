// A file that is chosen, cannot be read, or is not chosen after all.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { pickFile } from "../../wwwroot/js/curve-editor/files.js";

/** A page with inputs in it, and what was taken and said. */
let page = { inputs: [], heard: [] };

beforeEach(() => {
  page = { inputs: [], heard: [] };
  globalThis.document = {
    createElement: () => Object.assign(new EventTarget(), {
      setAttribute() {}, append() {}, click() {},
      remove() { page.inputs = page.inputs.filter((other) => other !== this); },
    }),
  };
});

afterEach(() => delete globalThis.document);

function choose(file) {
  pickFile({ append: (input) => page.inputs.push(input) }, (text, name) => page.heard.push(`${name}: ${text}`), (sentence) => page.heard.push(sentence));
  const [input] = page.inputs;
  input.files = file ? [file] : [];
  input.dispatchEvent(new Event(file ? "change" : "cancel"));
  return new Promise((resume) => setTimeout(resume));
}

for (const [what, file, heard] of [
  ["is read is taken", { name: "a.json", text: async () => "{}" }, ["a.json: {}"]],
  ["cannot be read is told", { name: "a.json", text: () => Promise.reject(new DOMException("", "NotReadableError")) }, ["a.json could not be read: choose it again."]],
  ["is not chosen leaves nothing", null, []],
])
  test(`a file that ${what}, and the page keeps no input`, async () => {
    await choose(file);
    assert.deepEqual(page, { inputs: [], heard });
  });
