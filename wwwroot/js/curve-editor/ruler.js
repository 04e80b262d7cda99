// @ts-check
// The ruler under a pointer: dragging scrubs, with Shift it marks a range, and the ends of a range can be pulled.

import { followDrag } from "./pointers.js";
import { toPixels } from "./spaces.js";

const REACH = { mouse: 6, touch: 18 };

/** @param {import("./editor.js").Editor} editor @param {import("./surface.js").Surface} surface @param {AbortSignal} signal */
export function attachRuler(editor, surface, signal) {
  const { ruler } = surface;
  ruler.addEventListener("pointerdown", (down) => {
    if (down.button !== 0 || !down.isPrimary) return;
    const end = down.shiftKey ? null : endUnder(down);
    if (down.shiftKey || end) return markRange(down, end);
    editor.seek(surface.frameOf(down));
    followDrag(ruler, down, signal, { move: ({ event }) => editor.seek(surface.frameOf(event)), end: () => {}, cancel: () => {} });
  }, { signal });
  ruler.addEventListener("dblclick", () => editor.mark(null), { signal });

  /** @param {PointerEvent} down @param {"from" | "to" | null} end */
  function markRange(down, end) {
    const before = editor.range;
    const fixed = end === "from" ? /** @type {number} */ (before?.to) : end === "to" ? /** @type {number} */ (before?.from) : surface.frameOf(down);
    followDrag(ruler, down, signal, {
      move: ({ event }) => {
        const frame = surface.frameOf(event);
        editor.mark({ from: Math.min(frame, fixed), to: Math.max(frame, fixed) });
      },
      end: () => {},
      cancel: () => editor.mark(before),
    });
  }

  /** @param {PointerEvent} event @returns {"from" | "to" | null} */
  function endUnder(event) {
    if (!editor.range) return null;
    const x = event.clientX - ruler.getBoundingClientRect().left;
    const reach = event.pointerType === "touch" ? REACH.touch : REACH.mouse;
    const { range } = editor;
    return /** @type {const} */ (["from", "to"]).find((end) => Math.abs(toPixels(surface.spaces.frame, range[end]) - x) <= reach) ?? null;
  }
}
