// @ts-check
// Keys of the current channel as buttons over the canvas: for the keyboard and for screen readers. The pointer goes to the canvas beneath.

import { el } from "./dom.js";
import { includesRef, toggled } from "./hits.js";
import { toPixels } from "./spaces.js";

const MOST = 300; // buttons at once; farther keys are reached by moving on

/** @param {import("./editor.js").Editor} editor @param {import("./look.js").Look} look @param {import("./surface.js").Surface} surface @param {AbortSignal} signal */
export function attachKeyLayer(editor, look, surface, signal) {
  const { keys } = surface;
  /** @type {HTMLButtonElement[]} */ const buttons = [];
  surface.follow(show);
  surface.onFocusKey(({ channel, index }) => requestAnimationFrame(() => requestAnimationFrame(() => buttons.find((b) => b.dataset.channel === channel && Number(b.dataset.index) === index && !b.hidden)?.focus({ preventScroll: true }))));
  keys.addEventListener("click", (e) => {
    const ref = refOf(e.target);
    if (ref && e.detail === 0) editor.select(e.shiftKey || e.ctrlKey ? toggled(editor.selection, ref) : [ref]); // by keyboard or a screen reader
  }, { signal });

  /** @param {{spaces: import("./spaces.js").Spaces}} state */
  function show({ spaces }) {
    const { current } = look.state;
    const all = surface.paths.points(editor.project, current, editor.layer);
    const { from, to } = spaces.frame.span;
    const visible = all.filter(({ frame }) => frame >= from && frame <= to).slice(0, MOST);
    while (buttons.length < visible.length) {
      const button = el("button", { type: "button", class: "ce-key", tabindex: "-1" });
      buttons.push(button);
      keys.append(button);
    }
    const first = visible.find(({ index }) => includesRef(editor.selection, { channel: current, index })) ?? visible[0];
    buttons.forEach((button, i) => {
      const point = visible[i];
      button.hidden = !point;
      if (!point) return;
      const { index, frame, value } = point;
      button.style.transform = `translate(${toPixels(spaces.frame, frame)}px, ${toPixels(spaces.value, value)}px)`;
      const label = `${current} key ${index + 1} of ${all.length}, frame ${Math.round(frame * 100) / 100}, value ${value.toFixed(2)}`;
      if (button.getAttribute("aria-label") !== label) button.setAttribute("aria-label", label);
      button.dataset.channel = current;
      button.dataset.index = String(index);
      button.tabIndex = point === first ? 0 : -1;
      button.setAttribute("aria-pressed", String(includesRef(editor.selection, { channel: current, index })));
    });
  }
}

/** @param {EventTarget | null} target @returns {import("./editor.js").KeyRef | null} */
function refOf(target) {
  const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(".ce-key")) : null;
  return button ? { channel: button.dataset.channel ?? "", index: Number(button.dataset.index) } : null;
}
