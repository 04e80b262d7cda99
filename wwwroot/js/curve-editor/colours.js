// @ts-check
// One colour for each channel, on dark and on light ground: a hue for each group, spread within it, or the one that the visitor chose. And the page's own colours for the canvas.

import { channels, groupOf } from "./track.js";

/** Hue, and how far the group spreads around it, in degrees. @type {Readonly<Record<import("./track.js").Group, readonly [number, number]>>} */
const hues = { Head: [250, 50], Brows: [300, 30], Eyes: [200, 40], Gaze: [165, 30], Nose: [335, 20], Cheeks: [10, 16], Jaw: [55, 26], Mouth: [90, 110] };

/** @typedef {Readonly<{dark: boolean, ground: string, surface: string, text: string, faint: string, primary: string}>} Palette */

/** Relative luminance (WCAG 2) that has a contrast of 3 with every ground of the editor: at least this on dark, at most this on light. */
const READABLE = { dark: 0.17, light: 0.24 };

/** @type {Map<string, string>} */ const known = new Map();

/** As "#rrggbb". A chosen colour that could not be seen on the ground is shown lighter or darker. @param {string} name @param {boolean} dark @param {Readonly<Record<string, string>>} [chosen] by channel */
export function colourOf(name, dark, chosen) {
  const own = chosen?.[name];
  const key = `${own ?? name} ${dark}`;
  const colour = known.get(key) ?? (own ? readable(own, dark) : usual(name, dark));
  known.set(key, colour);
  return colour;
}

/** @param {string} name @param {boolean} dark */
function usual(name, dark) {
  const group = groupOf(name);
  const members = channels.filter((channel) => groupOf(channel.name) === group);
  const i = members.findIndex((channel) => channel.name === name);
  const [hue, spread] = hues[group];
  const share = members.length > 1 ? i / (members.length - 1) - 0.5 : 0;
  return fromOklch((dark ? 0.78 : 0.54) + (i % 2 === 0 ? 0 : dark ? -0.09 : 0.07), 0.15, hue + share * 2 * spread);
}

/** @param {string} colour "#rrggbb" @param {boolean} dark */
function readable(colour, dark) {
  const start = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const end = dark ? 255 : 0;
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = start.map((part) => Math.round(part + (end - part) * share));
    if (dark ? luminance(mixed) >= READABLE.dark : luminance(mixed) <= READABLE.light) return toHex(mixed);
  }
  return toHex([end, end, end]);
}

/** Relative luminance as WCAG 2 has it, 0..1. @param {readonly number[]} parts red, green, blue, 0..255 */
export function luminance(parts) {
  const [red, green, blue] = parts.map((part) => (part <= 0.04045 * 255 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Ottosson 2020, what sRGB cannot show cut off. @param {number} lightness 0..1 @param {number} chroma @param {number} hue degrees */
function fromOklch(lightness, chroma, hue) {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const [l, m, s] = [[0.3963377774, 0.2158037573], [-0.1055613458, -0.0638541728], [-0.0894841775, -1.291485548]].map(([forA, forB]) => (lightness + forA * a + forB * b) ** 3);
  const linear = [4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s, -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s];
  return toHex(linear.map((part) => Math.round(255 * Math.min(Math.max(part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055, 0), 1))));
}

/** @param {readonly number[]} parts */
const toHex = (parts) => `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;

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
