// @ts-check
// Menus and help, made from the table of verbs.

import { el } from "./dom.js";
import { chordText } from "./tips.js";
import { menus, perform, verbs } from "./verbs.js";

/** @typedef {import("./verbs.js").Bench} Bench */
/** @typedef {import("./verbs.js").Verb} Verb */

/** A button that opens one menu. @param {Bench} bench @param {string} label @param {(verb: Verb) => boolean} belongs */
export function menuButton(bench, label, belongs) {
  const button = el("button", { type: "button", class: "ce-button ce-menu-button", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => {
    const box = button.getBoundingClientRect();
    openMenu(bench, { x: box.left, y: box.bottom + 4 }, label, belongs, button);
  } }, label);
  return button;
}

/** @param {Bench} bench @param {{x: number, y: number}} at in the window @param {string} label @param {(verb: Verb) => boolean} belongs @param {HTMLElement} [opener] */
export function openMenu(bench, at, label, belongs, opener) {
  const back = opener ?? (document.activeElement instanceof HTMLElement ? document.activeElement : null);
  const items = verbs.filter(belongs).map((verb) => itemOf(bench, verb, close));
  const menu = el("div", { class: "ce-menu", role: "menu", "aria-label": label, popover: "auto", tabindex: "-1" }, ...items);
  bench.root.append(menu);
  menu.addEventListener("toggle", (e) => {
    const isOpen = /** @type {ToggleEvent} */ (e).newState === "open";
    opener?.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) menu.remove();
  });
  menu.addEventListener("keydown", (e) => moveIn(e, menu));
  menu.showPopover();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(at.x, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(at.y, innerHeight - height - 8))}px`;
  items[0]?.focus();

  function close() {
    menu.hidePopover();
    (bench.look.state.mode === "curves" ? bench.surface.plane : back)?.focus({ preventScroll: true });
  }
}

/** @param {Bench} bench @param {Verb} verb @param {() => void} close */
function itemOf(bench, verb, close) {
  const refusal = verb.needs?.(bench) ?? "";
  const on = verb.isOn?.(bench);
  return el("button", {
    type: "button", class: "ce-menu-item", role: on === undefined ? "menuitem" : "menuitemcheckbox", "aria-checked": on === undefined ? undefined : String(on),
    "aria-disabled": refusal ? "true" : undefined, title: refusal || undefined, "data-verb": verb.id, onclick: () => {
      close();
      perform(bench, verb);
    },
  }, el("span", { class: "ce-tick", "aria-hidden": "true" }, on ? "✓" : ""), el("span", {}, verb.label), el("kbd", {}, verb.keys?.length ? chordText(verb.keys[0]) : ""));
}

/** @param {KeyboardEvent} event @param {HTMLElement} menu */
function moveIn(event, menu) {
  const items = /** @type {HTMLElement[]} */ ([...menu.querySelectorAll("[role^=menuitem]")]);
  const at = items.findIndex((item) => item === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Tab") menu.hidePopover();
  const byLetter = event.key.length === 1 && !event.ctrlKey && !event.altKey && event.key !== " " ? items.findIndex((item, i) => i > at && item.children[1].textContent?.toLowerCase().startsWith(event.key.toLowerCase())) : -1;
  const next = to ?? (byLetter >= 0 ? byLetter : undefined);
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items[(next + items.length) % items.length]?.focus();
}

/** Everything that can be done, with its keys. @param {Bench} bench */
export function openHelp(bench) {
  const dialog = el("dialog", { class: "ce-dialog ce-help", "aria-label": "Help" },
    el("div", { class: "ce-row ce-help-head" }, el("h3", {}, "Keys and gestures"), el("button", { type: "button", class: "ce-button", onclick: () => dialog.close() }, "Close")),
    el("div", { class: "ce-help-columns" },
      section("With the pointer", gestures),
      ...menus.map((menu) => section(menu, verbs.filter((verb) => verb.menu === menu).map((verb) => [verb.label, (verb.keys ?? []).map(chordText).join(" or ")])))));
  dialog.addEventListener("close", () => dialog.remove());
  bench.root.append(dialog);
  dialog.showModal();
}

/** @param {string} title @param {readonly (readonly [what: string, how: string])[]} lines */
const section = (title, lines) => el("section", {}, el("h4", {}, title), el("dl", {}, ...lines.flatMap(([what, how]) => [el("dt", {}, what), el("dd", {}, el("kbd", {}, how))])));

/** @type {readonly (readonly [string, string])[]} */
const gestures = [
  ["Select a key", "click or tap; Shift adds"],
  ["Select many", "drag on free ground; by touch: hold, then drag"],
  ["Add a key", "double click or double tap"],
  ["Move keys", "drag; Shift keeps one axis, Alt copies"],
  ["Stretch keys", "drag a side of the box around them"],
  ["Bend a curve", "drag the end of a handle"],
  ["Scrub", "drag on the ruler"],
  ["Mark a range", "Shift and drag on the ruler; pull its ends"],
  ["Move a block", "drag it, or arrows on it; pull an end, or Alt, Ctrl and arrows"],
  ["Scroll, zoom in time, in value", "wheel; with Ctrl; with Alt; two fingers"],
  ["Take back a drag", "Esc before letting go"],
  ["Menu", "right click, or hold on a key"],
];
