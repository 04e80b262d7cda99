// @ts-check
// One pointer from press to release, as a drag or a click. Escape takes a drag back.

/** @typedef {{event: PointerEvent, x: number, y: number, shift: boolean}} Drag pixels since the press */

/**
 * @typedef {{start?: () => void, move: (drag: Drag) => void, end: () => void, cancel: () => void, click?: () => void, dropped?: () => void, fault?: (sentence: string) => void}} DragSteps
 * `start` comes with the first real move; where there was none, `click` comes instead of all others, or `dropped` where the system or a second finger took the press away
 */

const MOUSE_SLACK = 3;
const TOUCH_SLACK = 8;

/** @param {HTMLElement} element @param {PointerEvent} down @param {AbortSignal} signal @param {DragSteps} steps */
export function followDrag(element, down, signal, steps) {
  const over = new AbortController();
  const listen = { signal: AbortSignal.any([over.signal, signal]) };
  const slack = down.pointerType === "touch" ? TOUCH_SLACK : MOUSE_SLACK;
  let moving = false;
  element.setPointerCapture(down.pointerId);

  element.addEventListener("pointermove", (event) => {
    if (event.pointerId !== down.pointerId) return;
    const drag = { event, x: event.clientX - down.clientX, y: event.clientY - down.clientY, shift: event.shiftKey };
    if (!moving && Math.hypot(drag.x, drag.y) < slack) return;
    guard(() => {
      if (!moving) steps.start?.();
      moving = true;
      steps.move(drag);
    });
  }, listen);
  element.addEventListener("pointerup", (event) => {
    if (event.pointerId !== down.pointerId) return;
    over.abort();
    if (moving) steps.end();
    else steps.click?.();
  }, listen);
  element.addEventListener("pointercancel", (event) => {
    if (event.pointerId === down.pointerId) giveUp();
  }, listen);
  // A second finger makes it a pinch.
  element.addEventListener("pointerdown", (event) => {
    if (event.pointerId !== down.pointerId && event.pointerType === "touch") giveUp();
  }, listen);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !moving) return;
    event.preventDefault();
    event.stopPropagation();
    giveUp();
  }, { ...listen, capture: true });

  function giveUp() {
    over.abort();
    if (moving) steps.cancel();
    else steps.dropped?.();
  }

  /** @param {() => void} work */
  function guard(work) {
    try {
      work();
    } catch (fault) {
      giveUp();
      steps.fault?.(fault instanceof Error ? fault.message : String(fault));
    }
  }
}
