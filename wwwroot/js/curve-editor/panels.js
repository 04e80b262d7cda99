// @ts-check
// Panels beside the curves, one at a time: selected keys, layers, sliders, expressions, speech. The simple view has the sliders alone.

import { el } from "./dom.js";

/** @typedef {import("./verbs.js").Bench} Bench */

/** @param {Bench} bench @param {readonly (readonly [id: string, label: string, panel: HTMLElement, fill?: () => void])[]} list with one called "simple"; `fill` is called when a panel is first seen @param {AbortSignal} signal */
export function makePanels(bench, list, signal) {
  const { look } = bench;
  const tabs = list.map(([id, label, panel]) => {
    panel.id = `ce-panel-${id}`;
    panel.setAttribute("role", "tabpanel");
    return el("button", { type: "button", role: "tab", class: "ce-tab", "aria-controls": panel.id, "data-own-keys": true, onclick: () => look.set({ panel: id }), onkeydown: (/** @type {Event} */ e) => move(/** @type {KeyboardEvent} */ (e)) }, label);
  });
  const bar = el("div", { role: "tablist", class: "ce-tabs", "aria-label": "Panels" }, ...tabs);
  const root = el("section", { class: "ce-panels", "aria-label": "Panels" }, bar, ...list.map(([, , panel]) => panel));
  /** @type {Set<string>} */ const filled = new Set();
  look.on(show, signal);
  show();
  return { root };

  function show() {
    const isSimple = look.state.mode === "simple";
    const chosen = isSimple ? "simple" : list.some(([id]) => id === look.state.panel) ? look.state.panel : list[0][0];
    bar.hidden = isSimple;
    if (!filled.has(chosen)) list.find(([id]) => id === chosen)?.[3]?.();
    filled.add(chosen);
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
