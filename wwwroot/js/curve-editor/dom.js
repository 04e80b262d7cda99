// @ts-check
// Elements in one call, and the icons of the editor: lines of our own on a 20 x 20 field.

/** @typedef {Node | string | null | undefined | false} Child */
/** Attributes; functions are listeners for the event after "on". @typedef {Record<string, unknown>} Attributes */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Attributes} [attributes] @param {...Child} children @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button with an icon and a name that is read aloud and shown as a tip. @param {keyof typeof paths} name @param {string} label @param {() => void} act @param {Attributes} [more] */
export const iconButton = (name, label, act, more = {}) => el("button", { type: "button", class: "ce-icon", "aria-label": label, title: label, onclick: act, ...more }, icon(name));

/** @param {keyof typeof paths} name */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}

/** Sets text only where it differs, so that nothing is read aloud twice. @param {Element} element @param {string} text */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Other rows in a list, and the keyboard where it was: on what has the same name, else at the same place of the same row, or of the last one.
 * @param {HTMLElement} list @param {readonly HTMLElement[]} rows
 */
export function replaceRows(list, rows) {
  const held = document.activeElement;
  const row = [...list.children].findIndex((child) => child.contains(held));
  const column = row < 0 ? -1 : fieldsOf(list.children[row]).findIndex((field) => field === held);
  list.replaceChildren(...rows);
  if (row < 0 || rows.length === 0) return;
  const nameOf = (/** @type {Element | null} */ field) => field?.getAttribute("aria-label") ?? field?.textContent;
  const same = rows.flatMap(fieldsOf).find((field) => nameOf(field) === nameOf(held));
  (same ?? fieldsOf(rows[Math.min(row, rows.length - 1)])[Math.max(column, 0)])?.focus();
}

/** @param {Element} element @returns {HTMLElement[]} */
const fieldsOf = (element) => [...element.querySelectorAll(/** @type {"button"} */ ("button, input"))];

const paths = {
  play: "M6 3.5 16 10 6 16.5Z",
  pause: "M6.5 4v12M13.5 4v12",
  first: "M4.5 4v12M15.5 4.5 8 10l7.500 5.500Z",
  last: "M15.500 4v12M4.500 4.500 12 10l-7.500 5.500Z",
  back: "M12.500 4.500 7 10l5.500 5.500",
  forward: "M7.500 4.500 13 10l-5.500 5.500",
  back10: "M10.500 4.500 5 10l5.500 5.500M15.500 4.500 10 10l5.500 5.500",
  forward10: "M4.500 4.500 10 10l-5.500 5.500M9.500 4.500 15 10l-5.500 5.500",
  loop: "M4 9V8a3 3 0 0 1 3-3h8m-2.500-2.500L15 5l-2.500 2.500M16 11v1a3 3 0 0 1-3 3H5m2.500 2.500L5 15l2.500-2.500",
  undo: "M7.500 4 4 7.500 7.500 11M4.500 7.500H12a4 4 0 0 1 0 8H8",
  redo: "M12.500 4 16 7.500 12.500 11M15.500 7.500H8a4 4 0 0 0 0 8h4",
  markIn: "M12 4H7v12h5",
  markOut: "M8 4h5v12H8",
  select: "M5 3.500 15 10l-4.500 1L8.500 15.500Z",
  box: "M4 4h3M9 4h3M14 4h2v2M16 9v3M16 14v2h-2M12 16H9M7 16H4v-2M4 12V9M4 6V4",
  add: "M10 4v12M4 10h12",
  pan: "M10 3v14M3 10h14M10 3 8 5M10 3l2 2M10 17l-2-2M10 17l2-2M3 10l2-2M3 10l2 2M17 10l-2-2M17 10l-2 2",
  fit: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4",
  zoomIn: "M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4M12.700 12.700 17 17M9 6.500v5M6.500 9h5",
  zoomOut: "M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4M12.700 12.700 17 17M6.500 9h5",
  magnet: "M5 4v6a5 5 0 0 0 10 0V4h-3v6a2 2 0 0 1-4 0V4ZM5 7h3M12 7h3",
  record: "M10 6a4 4 0 1 0 0 8 4 4 0 0 0 0-8",
  link: "M8 12 12 8M9 6l2-2a3.500 3.500 0 0 1 5 5l-2 2M11 14l-2 2a3.500 3.500 0 0 1-5-5l2-2",
  eye: "M2.500 10S5 5 10 5s7.500 5 7.500 5-2.500 5-7.500 5-7.500-5-7.500-5M10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  lock: "M5 9.500h10V16H5ZM7 9.500V7a3 3 0 0 1 6 0v2.500",
  help: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M8 8a2 2 0 1 1 2.800 1.800c-.600.300-.800.700-.800 1.200M10 13.500h.01",
  pencil: "M4 16 5 12.300 13.300 4l2.700 2.700L7.700 15ZM11.500 5.800l2.700 2.700",
  trash: "M4 6h12M8 6V4h4v2M6 6l.700 10h6.600L14 6",
  close: "M5 5l10 10M15 5 5 15",
  speaker: "M4 8v4h3l4 3.500v-11L7 8ZM13.500 7a4 4 0 0 1 0 6",
  curve: "M3 15c6 0 4-10 14-10M3 15h.01M17 5h.01",
};
