// @ts-check
// Expressions as buttons, each with the portrait wearing it.

import { mount } from "../draft-preview/index.js";
import { el, replaceRows } from "./dom.js";
import { showFace } from "./face-cut.js";
import { poseOf } from "./palette.js";
import { channels } from "./track.js";

/** @typedef {import("./palette.js").Expression} Expression */

const REST = Float64Array.from(channels, (channel) => channel.rest);
const VIEW = 2.1; // outer-eye distances that a tile shows

/**
 * @param {string | null} packet address of the live portrait
 * @param {(expression: Expression) => void} choose
 * @param {AbortSignal} signal
 * @param {(expression: Expression) => HTMLElement[]} [more] buttons beside a tile
 */
export function makeTiles(packet, choose, signal, more = () => []) {
  const root = el("div", { class: "ce-expressions" });
  /** @type {(() => void)[]} */ let ends = [];
  signal.addEventListener("abort", clear);
  return {
    root,
    /** @param {string} name of an expression */
    focus: (name) => /** @type {HTMLElement | null} */ (root.querySelector(`[data-expression="${CSS.escape(name)}"]`))?.focus(),
    /** @param {readonly Expression[]} list */
    show(list) {
      clear();
      replaceRows(root, list.map((expression) => el("div", { class: "ce-expression" },
        el("button", { type: "button", class: "ce-expression-button", "data-expression": expression.name, onclick: () => choose(expression) }, picture(expression), el("span", {}, expression.name)),
        el("div", { class: "ce-row" }, ...more(expression)))));
    },
  };

  function clear() {
    for (const end of ends) end();
    ends = [];
  }

  /** @param {Expression} expression */
  function picture(expression) {
    if (!packet) return null;
    const canvas = el("canvas", { width: 1, height: 1, "aria-hidden": "true" });
    const frame = el("span", { class: "ce-expression-picture" }, canvas);
    const preview = mount(canvas, { packet, track: null, still: 0, tile: true });
    if (!preview) return null;
    ends.push(() => preview.dispose());
    const values = REST.slice();
    const pose = poseOf(expression, REST, 1);
    channels.forEach(({ name }, i) => (values[i] = pose[name] ?? values[i]));
    preview.pose(values);
    preview.settled().then((fault) => {
      frame.hidden = fault !== "";
      if (preview.face) showFace(canvas, preview.face.numbers, VIEW);
    });
    return frame;
  }
}
