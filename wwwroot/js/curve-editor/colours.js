// @ts-check
// One colour for each channel, on dark and on light ground: a hue for each group, spread within it. And the page's own colours for the canvas.

import { channels, groupOf } from "./track.js";

/** Hue, and how far the group spreads around it, in degrees. @type {Readonly<Record<import("./track.js").Group, readonly [number, number]>>} */
const hues = { Head: [250, 50], Brows: [300, 30], Eyes: [200, 40], Gaze: [165, 30], Nose: [335, 20], Cheeks: [10, 16], Jaw: [55, 26], Mouth: [90, 110] };

/** @typedef {Readonly<{dark: boolean, ground: string, surface: string, text: string, faint: string, primary: string}>} Palette */

/** @param {string} name @param {boolean} dark */
export function colourOf(name, dark) {
  const group = groupOf(name);
  const members = channels.filter((channel) => groupOf(channel.name) === group);
  const i = members.findIndex((channel) => channel.name === name);
  const [hue, spread] = hues[group];
  const share = members.length > 1 ? i / (members.length - 1) - 0.5 : 0;
  const turn = (hue + share * 2 * spread + 360) % 360;
  const lightness = (dark ? 0.78 : 0.54) + (i % 2 === 0 ? 0 : dark ? -0.09 : 0.07);
  return `oklch(${lightness.toFixed(2)} 0.15 ${turn.toFixed(1)})`;
}

/** @param {Element} element inside the page's theme @returns {Palette} */
export function paletteOf(element) {
  const style = getComputedStyle(element);
  const read = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return {
    dark: lightnessOf(style.color) > 0.5,
    ground: read("--ce-ground"), surface: read("--ce-surface"), text: style.color, faint: read("--ce-faint"), primary: read("--ce-primary"),
  };
}

/** Rough lightness 0..1 of a computed "rgb(r, g, b)". @param {string} colour */
function lightnessOf(colour) {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return (0.3 * red + 0.6 * green + 0.1 * blue) / 255;
}
