// @ts-check
// Panels beside the curves, one at a time: selected keys, layers, expressions, speech.

import { el } from "./dom.js";

/** @typedef {import("./verbs.js").Bench} Bench */

/** @param {Bench} bench @param {{face: HTMLElement, key: HTMLElement, layers: HTMLElement}} parts @param {AbortSignal} signal */
export function makePanels(bench, { key, layers }, signal) {
  const { look } = bench;
  /** @type {readonly (readonly [id: string, label: string, panel: HTMLElement])[]} */
  const list = [["key", "Keys", key], ["layers", "Layers", layers]];
  const tabs = list.map(([id, label, panel]) => {
    panel.id = `ce-panel-${id}`;
    panel.setAttribute("role", "tabpanel");
    return el("button", { type: "button", role: "tab", class: "ce-tab", "aria-controls": panel.id, "data-own-keys": true, onclick: () => look.set({ panel: id }), onkeydown: (/** @type {Event} */ e) => move(/** @type {KeyboardEvent} */ (e)) }, label);
  });
  const root = el("section", { class: "ce-panels", "aria-label": "Panels" }, el("div", { role: "tablist", class: "ce-tabs", "aria-label": "Panels" }, ...tabs), ...list.map(([, , panel]) => panel));
  look.on(show, signal);
  show();
  return { root };

  function show() {
    const chosen = list.some(([id]) => id === look.state.panel) ? look.state.panel : "key";
    list.forEach(([id, , panel], i) => {
      panel.hidden = id !== chosen;
      tabs[i].setAttribute("aria-selected", String(id === chosen));
      tabs[i].tabIndex = id === chosen ? 0 : -1;
    });
  }

  /** @param {KeyboardEvent} event */
  function move(event) {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = (list.findIndex(([id]) => id === look.state.panel) + by + list.length) % list.length;
    look.set({ panel: list[next][0] });
    tabs[next].focus();
  }
}
