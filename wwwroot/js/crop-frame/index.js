// @ts-check
// A frame on a picture, moved and sized by mouse, finger or arrow keys. One attach() for each CropFrame component.

const LEAST = 0.05;
const STEP = 0.01;
const LARGE_STEP = 0.1;

/**
 * @typedef {{ left: number, top: number, width: number, height: number }} Box shares 0..1 of the picture
 * @typedef {"move" | "n" | "s" | "w" | "e" | "nw" | "ne" | "sw" | "se"} Handle
 */

/**
 * @param {HTMLElement} root as large as the picture; holds [data-frame] with [data-handle] buttons
 * @param {Box} start
 */
export function attach(root, start) {
  const ending = new AbortController();
  const frame = /** @type {HTMLElement} */ (root.querySelector("[data-frame]"));
  let box = { ...start };
  show();

  root.addEventListener("pointerdown", (e) => {
    const handle = handleOf(e.target);
    if (!handle || e.button > 0) return;
    e.preventDefault();
    /** @type {HTMLElement} */ (e.target).focus();
    drag(handle, e);
  }, { signal: ending.signal });

  root.addEventListener("keydown", (e) => {
    const handle = handleOf(e.target);
    const [x, y] = directionOf(e.key);
    if (!handle || (x === 0 && y === 0)) return;
    e.preventDefault();
    const step = e.shiftKey ? LARGE_STEP : STEP;
    box = dragged(box, handle, x * step, y * step);
    show();
  }, { signal: ending.signal });

  /** @param {Handle} handle @param {PointerEvent} down */
  function drag(handle, down) {
    const whole = root.getBoundingClientRect();
    const from = { ...box };
    const over = new AbortController();
    const listen = { signal: AbortSignal.any([over.signal, ending.signal]) };
    root.setPointerCapture(down.pointerId);
    root.addEventListener("pointermove", (e) => {
      if (e.pointerId !== down.pointerId) return;
      box = dragged(from, handle, (e.clientX - down.clientX) / whole.width, (e.clientY - down.clientY) / whole.height);
      show();
    }, listen);
    for (const end of ["pointerup", "pointercancel"]) {
      root.addEventListener(end, (e) => {
        if (/** @type {PointerEvent} */ (e).pointerId === down.pointerId) over.abort();
      }, listen);
    }
  }

  function show() {
    frame.style.left = `${100 * box.left}%`;
    frame.style.top = `${100 * box.top}%`;
    frame.style.width = `${100 * box.width}%`;
    frame.style.height = `${100 * box.height}%`;
  }

  return {
    /** @returns {Box} */
    read: () => box,
    /** @param {Box} wanted */
    set(wanted) {
      box = { ...wanted };
      show();
    },
    dispose: () => ending.abort(),
  };
}

/**
 * The box after a handle was dragged by shares of the picture: it stays inside and keeps a least size.
 * @param {Box} box @param {Handle} handle @param {number} dx @param {number} dy @returns {Box}
 */
export function dragged(box, handle, dx, dy) {
  if (handle === "move") return { ...box, left: clamp(box.left + dx, 0, 1 - box.width), top: clamp(box.top + dy, 0, 1 - box.height) };
  let { left, top, width, height } = box;
  const right = left + width;
  const bottom = top + height;
  if (handle.includes("w")) left = clamp(left + dx, 0, right - LEAST);
  if (handle.includes("n")) top = clamp(top + dy, 0, bottom - LEAST);
  width = handle.includes("e") ? clamp(right + dx, left + LEAST, 1) - left : right - left;
  height = handle.includes("s") ? clamp(bottom + dy, top + LEAST, 1) - top : bottom - top;
  return { left, top, width, height };
}

/** @param {EventTarget | null} target @returns {Handle | null} */
const handleOf = (target) => (target instanceof Element ? /** @type {Handle | null} */ (target.closest("[data-handle]")?.getAttribute("data-handle") ?? null) : null);

/** @param {string} key @returns {[number, number]} */
function directionOf(key) {
  switch (key) {
    case "ArrowLeft": return [-1, 0];
    case "ArrowRight": return [1, 0];
    case "ArrowUp": return [0, -1];
    case "ArrowDown": return [0, 1];
    default: return [0, 0];
  }
}

/** @param {number} value @param {number} least @param {number} most */
const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
