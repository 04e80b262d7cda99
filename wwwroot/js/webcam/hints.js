// @ts-check
// What helps while somebody acts: said beside the face, and only once it has been so for a moment.

const LOST_MILLISECONDS = 1000;
const RATE_MILLISECONDS = 2000;
const SLOW_RATE = 8; // pictures a second under which a motion is not worth much

/** @param {HTMLElement} hint a live region @param {HTMLElement} rate how often a second the face is read */
export function makeHints(hint, rate) {
  let seen = performance.now();
  let counted = performance.now();
  let count = 0;
  let slow = "";
  say("");

  return { see, blind, away, back };

  /** @param {import("./session.js").Motion} motion */
  function see({ Face, Calibrating }) {
    const now = performance.now();
    if (Face) seen = now;
    measure(now);
    if (now - seen > LOST_MILLISECONDS) say("No face is seen: come into the light and face the camera.");
    else if (Calibrating) say("Look straight into the camera with your mouth closed.");
    else say(slow);
  }

  function blind() {
    if (!document.hidden) say("The camera gives no picture: open its cover, or close other programs that use it.");
  }

  function away() {
    say("The studio is out of reach. It goes on by itself when it is back.");
  }

  function back() {
    [seen, counted, count] = [performance.now(), performance.now(), 0];
  }

  /** @param {number} now */
  function measure(now) {
    count++;
    if (now - counted < RATE_MILLISECONDS) return;
    const perSecond = (1000 * count) / (now - counted);
    rate.textContent = `Your face is read ${perSecond.toFixed(0)} times a second.`;
    rate.dataset.rate = perSecond.toFixed(1);
    slow = perSecond < SLOW_RATE ? "The studio is busy and follows slowly: try again later, or record a clip instead." : "";
    [counted, count] = [now, 0];
  }

  /** @param {string} sentence */
  function say(sentence) {
    if (hint.textContent !== sentence) hint.textContent = sentence;
  }
}
