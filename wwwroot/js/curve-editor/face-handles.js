// @ts-check
// What of a face can be grabbed: a landmark each, and the channels that move it. Landmarks as in draft-engine.md, section 3; sides are the subject's.

/**
 * One way a handle can go: towards `plus` or back towards `minus`, which take each other's place. `cost` above 1: only where cheaper ones do not lead.
 * `lone`: only while left and right are not linked.
 * @typedef {Readonly<{plus: string, minus: string | null, cost: number, lone: boolean}>} Axis
 */

/** `apart`: where the handle is drawn, in outer-eye distances down from its landmark. @typedef {Readonly<{name: string, label: string, landmark: number, apart: number, axes: readonly Axis[]}>} Handle */

/** @param {string} plus @param {string | null} [minus] @param {{cost?: number, lone?: boolean}} [more] @returns {Axis} */
const axis = (plus, minus = null, { cost = 1, lone = false } = {}) => ({ plus, minus, cost, lone });

const LID_APART = 0.1;

/** @param {"Left" | "Right"} side @param {{browInner: number, browOuter: number, upperLid: number, lowerLid: number, iris: number, corner: number}} landmarks @returns {Handle[]} */
function sided(side, landmarks) {
  const other = side === "Left" ? "Right" : "Left";
  const name = side.toLowerCase();
  return [
    { name: `brow-inner-${name}`, label: `Inner ${name} brow`, landmark: landmarks.browInner, apart: 0, axes: [axis("browInnerUp", `browDown${side}`)] },
    { name: `brow-outer-${name}`, label: `Outer ${name} brow`, landmark: landmarks.browOuter, apart: 0, axes: [axis(`browOuterUp${side}`, `browDown${side}`)] },
    { name: `lid-upper-${name}`, label: `Upper ${name} lid`, landmark: landmarks.upperLid, apart: -LID_APART, axes: [axis(`eyeBlink${side}`, `eyeWide${side}`)] },
    { name: `lid-lower-${name}`, label: `Lower ${name} lid`, landmark: landmarks.lowerLid, apart: LID_APART, axes: [axis(`eyeSquint${side}`, `eyeWide${side}`)] },
    { name: `gaze-${name}`, label: `Gaze, ${name} eye`, landmark: landmarks.iris, apart: 0, axes: [axis(`eyeLookOut${side}`, `eyeLookIn${side}`), axis(`eyeLookDown${side}`, `eyeLookUp${side}`)] },
    {
      name: `mouth-${name}`, label: `Mouth corner, ${name}`, landmark: landmarks.corner, apart: 0,
      axes: [axis(`mouthSmile${side}`, `mouthFrown${side}`), axis(`mouthStretch${side}`, "mouthPucker", { cost: 2 }), axis(`mouth${side}`, `mouth${other}`, { cost: 4, lone: true })],
    },
  ];
}

/** In the order of the Tab key. @type {readonly Handle[]} */
export const handles = [
  ...sided("Right", { browInner: 107, browOuter: 105, upperLid: 159, lowerLid: 145, iris: 468, corner: 61 }),
  ...sided("Left", { browInner: 336, browOuter: 334, upperLid: 386, lowerLid: 374, iris: 473, corner: 291 }),
  { name: "jaw", label: "Jaw", landmark: 152, apart: 0, axes: [axis("jawOpen"), axis("jawLeft", "jawRight")] },
  { name: "head-turn", label: "Head: turn and nod", landmark: 4, apart: 0, axes: [axis("headYaw"), axis("headPitch")] },
  { name: "head-tilt", label: "Head: tilt", landmark: 10, apart: 0, axes: [axis("headRoll"), axis("headPitch")] },
  { name: "head-move", label: "Head: move", landmark: 454, apart: 0, axes: [axis("headX"), axis("headY")] },
];
