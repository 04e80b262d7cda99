// @ts-check
// Pictures of a running camera, small and mirrored, as people expect to see themselves: what acts is the person in the mirror.

const LONGEST_SIDE = 480; // the studio's networks look at 192 pixels of face; less than this costs accuracy, more only time
const QUALITY = 0.8;
const PATIENCE_MILLISECONDS = 3000;

/** @typedef {{ bytes: Uint8Array, seconds: number }} Picture JPEG, and when it was taken */

/** @param {HTMLVideoElement} video */
export function makeShutter(video) {
  const canvas = document.createElement("canvas");
  const pixels = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  let frame = nextFrame(video);

  /** The next picture that the camera gives; null when none comes for a while, as in a hidden tab. @returns {Promise<Picture | null>} */
  return async function take() {
    if (!(await Promise.race([frame, late()]))) return null;
    frame = nextFrame(video); // it may come while this one is looked at
    const seconds = performance.now() / 1000;
    const scale = LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight);
    const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    pixels.setTransform(-1, 0, 0, 1, width, 0);
    pixels.drawImage(video, 0, 0, width, height);
    const blob = await new Promise((/** @type {(b: Blob | null) => void} */ done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return blob && { bytes: new Uint8Array(await blob.arrayBuffer()), seconds };
  };
}

/** @param {HTMLVideoElement} video @returns {Promise<boolean>} true once there is another picture than now */
function nextFrame(video) {
  return new Promise((come) => {
    if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(() => come(true));
    else requestAnimationFrame(() => come(true));
  });
}

/** @returns {Promise<boolean>} */
const late = () => new Promise((resolve) => setTimeout(() => resolve(false), PATIENCE_MILLISECONDS));
