// @ts-check
// The face alone of a whole film picture, in a square box that cuts off the rest.

const ABOVE_PIVOT = 0.12; // outer-eye distances from between the ears to the middle of the face

/**
 * Places a picture of the whole film in its box, which is positioned and hides what overflows.
 * @param {HTMLElement} picture
 * @param {import("../draft-preview/packet.js").PortraitNumbers} numbers
 * @param {number | null} view outer-eye distances that the box shows; null: the film as it is
 */
export function showFace(picture, { width, height, iod, pivot }, view) {
  const side = (view ?? 0) * iod;
  const share = (/** @type {number} */ pixels) => (view === null ? "" : `${(100 * pixels) / side}%`);
  Object.assign(picture.style, { width: share(width), height: share(height), left: share(side / 2 - pivot[0]), top: share(side / 2 - pivot[1] + ABOVE_PIVOT * iod) });
}
