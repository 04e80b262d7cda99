// @ts-check
// What was heard, as a strip: loudness as height, the leading vowel as letter.

import { leadingVowel } from "./speech.js";

const HEIGHT = 56;
const LETTERS = 14; // pixels at the bottom

/** @param {HTMLCanvasElement} canvas @param {import("./speech.js").Speech} speech */
export function drawSpeech(canvas, speech) {
  const scale = devicePixelRatio || 1;
  const width = Math.max(canvas.clientWidth, 100);
  Object.assign(canvas, { width: width * scale, height: HEIGHT * scale });
  const context = canvas.getContext("2d");
  if (!context) return;
  const style = getComputedStyle(canvas);
  context.scale(scale, scale);
  const frames = speech.level.length;
  const step = width / frames;
  context.fillStyle = style.getPropertyValue("--ce-primary").trim() || style.color;
  speech.level.forEach((level, frame) => {
    const height = Math.max(1, level * (HEIGHT - LETTERS - 4));
    context.fillRect(frame * step, HEIGHT - LETTERS - height, Math.max(1, step - 0.5), height);
  });
  context.fillStyle = style.color;
  context.font = `12px ${style.fontFamily}`;
  context.textAlign = "center";
  for (const { vowel, from, to } of runs(speech)) context.fillText(vowel, ((from + to + 1) / 2) * step, HEIGHT - 2);
}

/** Stretches of one vowel that are long enough to be named. @param {import("./speech.js").Speech} speech */
function runs(speech) {
  /** @type {{vowel: string, from: number, to: number}[]} */ const found = [];
  for (let frame = 0; frame < speech.level.length; frame++) {
    const vowel = leadingVowel(speech, frame);
    const last = found[found.length - 1];
    if (last && last.vowel === vowel && last.to === frame - 1) last.to = frame;
    else if (vowel) found.push({ vowel, from: frame, to: frame });
  }
  return found.filter(({ from, to }) => to > from);
}
