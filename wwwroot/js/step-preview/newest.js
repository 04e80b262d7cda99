// @ts-check
// Pictures that come faster than they can be drawn: the newest is drawn, whatever is older dropped.

/**
 * @template T
 * @param {(picture: T) => Promise<void>} draw
 * @returns {(picture: T, seen: () => void) => void} calls seen once a picture is drawn or dropped
 */
export function newestOnly(draw) {
  /** @type {{ picture: T, seen: () => void } | null} */ let waiting = null;
  let drawing = false;
  return (picture, seen) => {
    waiting?.seen(); // a newer one came before it could be drawn
    waiting = { picture, seen };
    if (!drawing) void drawAll();
  };

  async function drawAll() {
    drawing = true;
    while (waiting) {
      const { picture, seen } = waiting;
      waiting = null;
      try {
        await draw(picture);
      } catch (fault) {
        reportError(fault); // the next one is drawn all the same
      } finally {
        seen();
      }
    }

    drawing = false;
  }
}
