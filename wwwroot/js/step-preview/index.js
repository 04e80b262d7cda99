// @ts-check
// Live pictures of a running job: the newest preview on a canvas, whatever is older dropped. One watch() for each StepPreview component.

import { connect } from "./connection.js";
import { newestOnly } from "./newest.js";

const KEPT_AGES = 500;

/**
 * @typedef {{ Sequence: number, Job: { State: string }, PreviewNumber: number, PreviewMade: number, Preview: Uint8Array | null }} JobMessage
 * @typedef {{ job: string | null, token: string | null }} Target a job of this visitor, or the watch token of somebody's
 */

/**
 * @param {HTMLCanvasElement} canvas its data-drawn, data-dropped and data-age (p95 of frame finished to drawn, milliseconds) tell how it goes
 * @param {Target} target
 */
export function watch(canvas, target) {
  const counts = { drawn: 0, dropped: 0, last: 0, ages: /** @type {number[]} */ ([]) };
  const draw = newestOnly(async (/** @type {{ message: JobMessage, bytes: Uint8Array<ArrayBuffer> }} */ { message, bytes }) => {
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" })).catch(() => null);
    if (!picture) return; // cut short: it counts as dropped once the next one is drawn
    await new Promise(requestAnimationFrame); // a hidden tab draws nothing and asks for nothing
    paint(canvas, picture);
    note(message);
  });

  /** @param {JobMessage} message @param {() => void} seen */
  function show(message, seen) {
    if (message.Preview) draw({ message, bytes: /** @type {Uint8Array<ArrayBuffer>} */ (message.Preview) }, seen);
  }

  /** @param {JobMessage} message */
  function note(message) {
    counts.drawn++;
    counts.dropped += Math.max(0, message.PreviewNumber - counts.last - 1); // here or by the server, for our sake
    counts.last = message.PreviewNumber;
    counts.ages.push(Date.now() - message.PreviewMade);
    if (counts.ages.length > KEPT_AGES) counts.ages.shift();
    const sorted = counts.ages.toSorted((a, b) => a - b);
    canvas.dataset.drawn = String(counts.drawn);
    canvas.dataset.dropped = String(counts.dropped);
    canvas.dataset.age = String(sorted[Math.floor(sorted.length * 0.95)]);
  }

  const stop = connect(target, show);
  return { dispose: stop };
}

/** @param {HTMLCanvasElement} canvas @param {ImageBitmap} picture */
function paint(canvas, picture) {
  if (canvas.width !== picture.width || canvas.height !== picture.height) Object.assign(canvas, { width: picture.width, height: picture.height });
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  picture.close();
}
