// @ts-check
// Keys of the current channel as buttons over the canvas: for the keyboard and for screen readers. The pointer goes to the canvas beneath.

import { el } from "./dom.js";
import { toggled } from "./hits.js";
import { toPixels } from "./spaces.js";

/** @typedef {import("./curve-paths.js").KeyPoint} KeyPoint */

const MOST = 120; // buttons at once, around the selected key; farther keys are reached by moving on

/** @param {import("./editor.js").Editor} editor @param {import("./look.js").Look} look @param {import("./surface.js").Surface} surface @param {AbortSignal} signal */
export function attachKeyLayer(editor, look, surface, signal) {
  const { keys } = surface;
  /** @type {{button: HTMLButtonElement, point: KeyPoint | null, of: unknown, pressed: boolean, place: string}[]} */ const slots = [];
  surface.follow(show);
  surface.onFocusKey(({ channel, index }) => requestAnimationFrame(() => requestAnimationFrame(() => slots.find(({ button: b }) => b.dataset.channel === channel && Number(b.dataset.index) === index && !b.hidden)?.button.focus({ preventScroll: true }))));
  keys.addEventListener("click", (e) => {
    const ref = refOf(e.target);
    if (ref && e.detail === 0) editor.select(e.shiftKey || e.ctrlKey ? toggled(editor.selection, ref) : [ref]); // by keyboard or a screen reader
  }, { signal });

  /** @param {{spaces: import("./spaces.js").Spaces}} state */
  function show({ spaces }) {
    const { current } = look.state;
    const all = surface.paths.points(editor.project, current, editor.layer);
    const { from, to } = spaces.frame.span;
    const chosen = new Set(editor.selection.filter(({ channel }) => channel === current).map(({ index }) => index));
    const visible = near(all.filter(({ frame }) => frame >= from && frame <= to), chosen);
    while (slots.length < visible.length) {
      const button = el("button", { type: "button", class: "ce-key", tabindex: "-1" });
      slots.push({ button, point: null, of: null, pressed: false, place: "" });
      keys.append(button);
    }
    const first = visible.find(({ index }) => chosen.has(index)) ?? visible[0];
    slots.forEach((slot, i) => {
      const { button } = slot;
      const point = visible[i];
      button.hidden = !point;
      if (!point) return;
      const { index, frame, value } = point;
      const place = `translate(${toPixels(spaces.frame, frame)}px, ${toPixels(spaces.value, value)}px)`;
      if (slot.place !== place) button.style.transform = slot.place = place;
      button.tabIndex = point === first ? 0 : -1;
      if (slot.point !== point || slot.of !== all || button.dataset.channel !== current) {
        button.setAttribute("aria-label", `${current} key ${index + 1} of ${all.length}, frame ${Math.round(frame * 100) / 100}, value ${value.toFixed(2)}`);
        Object.assign(button.dataset, { channel: current, index });
      } else if (slot.pressed === chosen.has(index)) return;
      Object.assign(slot, { point, of: all, pressed: chosen.has(index) });
      button.setAttribute("aria-pressed", String(slot.pressed));
    });
  }
}

/** As many as may be buttons, around the first that is selected. @param {readonly KeyPoint[]} visible @param {ReadonlySet<number>} chosen indices */
function near(visible, chosen) {
  if (visible.length <= MOST) return visible;
  const middle = Math.max(0, visible.findIndex(({ index }) => chosen.has(index)));
  const start = Math.min(Math.max(0, middle - MOST / 2), visible.length - MOST);
  return visible.slice(start, start + MOST);
}

/** @param {EventTarget | null} target @returns {import("./editor.js").KeyRef | null} */
function refOf(target) {
  const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(".ce-key")) : null;
  return button ? { channel: button.dataset.channel ?? "", index: Number(button.dataset.index) } : null;
}
