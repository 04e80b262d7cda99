// @ts-check
// Recordings that the studio keeps of the visitor, to be used again or deleted.

import { el, replaceRows, write } from "./dom.js";
import { addressOf } from "./soundtrack.js";

/** @typedef {{id: string, kind: string, name: string | null, seconds: number}} Kept */

/** @param {(name: string, address: string, id: string) => void} take @param {AbortSignal} signal */
export function makeRecordings(take, signal) {
  const list = el("ul", { class: "ce-recordings", "aria-label": "Recordings kept in the studio" });
  const fault = el("p", { class: "ce-note ce-fault", role: "alert", hidden: true });
  const root = el("details", { hidden: true }, el("summary", { class: "ce-note" }, "Recordings kept in the studio"), list, fault);
  void show();
  return { root, show };

  async function show() {
    const answer = await fetch("/api/assets", { signal }).catch(() => null);
    if (!answer?.ok) return; // the panel works without them
    /** @type {Kept[]} */ const kept = (await answer.json()).filter((/** @type {Kept} */ asset) => asset.kind === "sound");
    const isHeld = root.contains(document.activeElement);
    replaceRows(list, kept.map(entry));
    root.hidden = kept.length === 0;
    if (isHeld && root.hidden) root.parentElement?.querySelector("button")?.focus();
  }

  /** @param {Kept} kept */
  function entry({ id, name, seconds }) {
    const title = `${(name ?? "Recording").replace(/\.wav$/, "")}, ${seconds.toFixed(1)} s`;
    const deleting = el("button", { type: "button", class: "ce-button ce-small", onclick: () => void remove(id, title, deleting) });
    const disarm = () => {
      delete deleting.dataset.sure;
      write(deleting, "Delete");
      deleting.setAttribute("aria-label", `Delete ${title}`);
    };
    disarm();
    deleting.addEventListener("blur", disarm);
    return el("li", { class: "ce-row ce-wrap" }, el("button", { type: "button", class: "ce-button ce-small", onclick: () => take(name ?? "Recording", addressOf(id), id) }, title), deleting);
  }

  /** Asked twice, because it is for good. @param {string} id @param {string} title @param {HTMLButtonElement} button */
  async function remove(id, title, button) {
    if (!button.dataset.sure) {
      button.dataset.sure = "true";
      write(button, "Yes, delete for good");
      button.setAttribute("aria-label", `Yes, delete ${title} for good`);
      return;
    }
    const answer = await fetch(`/api/assets/${id}`, { method: "DELETE", signal }).catch(() => null);
    fault.hidden = answer?.ok === true || answer?.status === 404;
    write(fault, "The studio could not delete it: try again.");
    await show();
  }
}
