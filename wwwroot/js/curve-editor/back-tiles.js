// @ts-check
// What lies behind the channels in hand, on canvases side by side: scrolling only moves them, and what comes into sight is drawn on another one.

import { sameInputs } from "./composite.js";
import { el } from "./dom.js";
import { onPixels } from "./lanes.js";
import { pixelsPerUnit } from "./spaces.js";

/** @typedef {import("./spaces.js").Spaces} Spaces */
/** Draws a stretch; its spaces begin at the canvas's own left edge. @typedef {(on: {context: CanvasRenderingContext2D, width: number, height: number}, spaces: Spaces) => void} Draw */
/** `from`, `to`: pixels from frame 0. @typedef {{canvas: HTMLCanvasElement, from: number, to: number}} Tile */

const ROUNDING = 1e-9; // how far scrolling may change a length by its own
const STRIP = 256; // pixels that are drawn at once where scrolling needs more

export function makeTiles() {
  const root = el("div", { class: "ce-tiles", "aria-hidden": "true" });
  /** @type {Tile[]} */ let tiles = []; // from left to right, without gaps
  /** @type {HTMLCanvasElement[]} */ const spare = [];
  /** @type {unknown[]} */ let drawn = [];
  let across = 0; // pixels of a frame on the tiles
  return {
    root,
    /** @param {Spaces} spaces whose frames start on a whole pixel of the screen @param {{width: number, height: number}} size @param {readonly unknown[]} inputs all that is drawn depends on, but where it is @param {Draw} draw */
    show(spaces, { width, height }, inputs, draw) {
      const { frame, value } = spaces;
      const ratio = devicePixelRatio || 1;
      const wanted = pixelsPerUnit(frame);
      if (Math.abs(wanted / across - 1) > ROUNDING) across = wanted;
      const left = Math.round((frame.span.from * across - frame.start) * ratio) / ratio;
      const now = [ratio, across, height, value.start, value.end, value.span.from, value.span.to, ...inputs];
      if (!sameInputs(now, drawn) || tiles[0].from - left > width || left - tiles[tiles.length - 1].to > 0) {
        for (const tile of tiles.splice(0)) drop(tile);
        tiles.push(make(left, Math.ceil(width * ratio) / ratio));
      }
      drawn = now;
      const strip = Math.round(STRIP * ratio) / ratio;
      while (tiles[0].from > left) tiles.unshift(make(tiles[0].from - strip, strip));
      while (tiles[tiles.length - 1].to < left + width) tiles.push(make(tiles[tiles.length - 1].to, strip));
      tiles = tiles.filter((tile) => (tile.to > left - width && tile.from < left + 2 * width) || drop(tile));
      for (const { canvas, from } of tiles) canvas.style.transform = `translateX(${from - left}px)`;

      /** @param {number} from @param {number} wide @returns {Tile} */
      function make(from, wide) {
        const canvas = spare.pop() ?? el("canvas");
        canvas.hidden = false;
        Object.assign(canvas.style, { width: `${wide}px`, height: `${height}px` });
        root.append(canvas);
        draw({ context: onPixels(canvas, wide, height), width: wide, height }, { value, frame: { start: 0, end: wide, span: { from: from / across, to: (from + wide) / across } } });
        return { canvas, from, to: from + wide };
      }
    },
  };

  /** @param {Tile} tile */
  function drop({ canvas }) {
    canvas.hidden = true;
    spare.push(canvas);
    return false;
  }
}
