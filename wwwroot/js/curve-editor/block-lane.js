// @ts-check
// Layers that act in a range, as blocks over the curves: choose, move, pull their ends.

import { el, write } from "./dom.js";
import { followDrag } from "./pointers.js";
import { lengthOf, toPixels } from "./spaces.js";
import { moveBlock, rowsOf } from "./blocks.js";

const EDGE = 8; // pixels at both ends that change the length

/** @param {import("./verbs.js").Bench} bench @param {AbortSignal} signal */
export function attachBlockLane({ editor, surface }, signal) {
  const lane = el("div", { class: "ce-block-lane", hidden: true });
  surface.lanes.append(lane);
  /** @type {HTMLButtonElement[]} */ let blocks = [];
  surface.follow(({ spaces }) => {
    const { layers } = editor.project.track;
    const ranged = layers.flatMap((layer, index) => (layer.range ? [{ layer, index, range: layer.range }] : []));
    const rows = rowsOf(ranged.map(({ range }) => range));
    lane.hidden = ranged.length === 0;
    lane.style.setProperty("--ce-rows", String(Math.max(0, ...rows) + 1));
    while (blocks.length < ranged.length) blocks.push(makeBlock());
    for (const extra of blocks.splice(ranged.length)) extra.remove();
    ranged.forEach(({ layer, index, range }, i) => {
      const [left, right] = [toPixels(spaces.frame, range.from), toPixels(spaces.frame, range.to)];
      const block = blocks[i];
      block.style.transform = `translateX(${left}px)`;
      block.style.width = `${Math.max(6, right - left)}px`;
      block.style.setProperty("--ce-in", `${((right - left) * range.fadeIn) / (range.to - range.from)}px`);
      block.style.setProperty("--ce-out", `${((right - left) * range.fadeOut) / (range.to - range.from)}px`);
      block.style.setProperty("--ce-row", String(rows[i]));
      block.dataset.layer = String(index);
      block.classList.toggle("ce-active", index === editor.layer);
      write(block, layer.name);
      block.setAttribute("aria-label", `${layer.name}, frames ${Math.round(range.from)} to ${Math.round(range.to)}`);
      block.setAttribute("aria-pressed", String(index === editor.layer));
    });
  });

  function makeBlock() {
    const block = el("button", { type: "button", class: "ce-block", title: "Drag to move, pull an end to lengthen",
      "aria-description": "Arrow keys move it, with Shift by ten frames; with Alt they move its end, with Ctrl its beginning. Shift + G sets ends and fades in numbers.",
      onclick: () => editor.useLayer(Number(block.dataset.layer)), onkeydown: step });
    block.addEventListener("pointerdown", (down) => {
      if (down.button !== 0) return;
      editor.endPreview();
      const box = block.getBoundingClientRect();
      const part = down.clientX < box.left + EDGE ? "from" : down.clientX > box.right - EDGE ? "to" : "both";
      const layer = Number(block.dataset.layer);
      const start = editor.project;
      const { spaces } = surface;
      followDrag(block, down, signal, {
        start: () => editor.begin(),
        move: ({ x }) => editor.show({ project: moveBlock(start, layer, part, Math.round(lengthOf(spaces.frame, x))) }),
        end: () => editor.commit(labelOf(part)),
        cancel: () => editor.cancel(),
        fault: (sentence) => editor.say(sentence),
      });
    }, { signal });
    lane.append(block);
    return block;
  }

  /** @param {KeyboardEvent} event on a block */
  function step(event) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const layer = Number(/** @type {HTMLElement} */ (event.currentTarget).dataset.layer);
    const part = event.altKey ? "to" : event.ctrlKey || event.metaKey ? "from" : "both";
    const frames = (event.key === "ArrowLeft" ? -1 : 1) * (event.shiftKey ? 10 : 1);
    if (editor.inGesture || editor.inPreview) return;
    editor.apply(labelOf(part), (project) => ({ project: moveBlock(project, layer, part, frames) }));
  }
}

/** @param {"both" | "from" | "to"} part */
const labelOf = (part) => (part === "both" ? "Move a block" : "Change a block's length");
