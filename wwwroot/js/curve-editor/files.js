// @ts-check
// Files that leave the page and come to it.

import { el } from "./dom.js";

/** @param {string} name @param {string} json @param {(sentence: string) => void} say */
export function saveFile(name, json, say) {
  const address = URL.createObjectURL(new Blob([json], { type: "application/json" }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  say(`Saved as ${name}.`);
}

/** @param {HTMLElement} root @param {(text: string, name: string) => void} take @param {(sentence: string) => void} say */
export function pickFile(root, take, say) {
  const input = el("input", { type: "file", accept: ".json,application/json", hidden: true, "data-open": true });
  input.addEventListener("change", () => {
    input.remove();
    const file = input.files?.[0];
    file?.text().then((text) => take(text, file.name), () => say(`${file.name} could not be read: choose it again.`));
  });
  input.addEventListener("cancel", () => input.remove());
  root.append(input);
  input.click();
}
