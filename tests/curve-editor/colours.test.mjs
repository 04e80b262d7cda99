// Colours of curves can be told from the grounds they are drawn on, the usual ones and any that is chosen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { colourOf, luminance } from "../../wwwroot/js/curve-editor/colours.js";
import { channels } from "../../wwwroot/js/curve-editor/track.js";

const parts = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
const grounds = { dark: ["#16131a", "#211d27"], light: ["#fffaf5", "#ffffff"] }; // StudioTheme.cs

function contrast(a, b) {
  const [light, dark] = [luminance(parts(a)), luminance(parts(b))].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

test("every colour has a contrast of 3 with dark and light grounds", () => {
  const steps = [0, 51, 102, 153, 204, 255];
  const chosen = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`)));
  for (const [theme, colours] of Object.entries(grounds)) for (const ground of colours) {
    for (const { name } of channels) assert.ok(contrast(colourOf(name, theme === "dark"), ground) >= 3, `${name} on ${ground}`);
    for (const colour of chosen) assert.ok(contrast(colourOf("jawOpen", theme === "dark", { jawOpen: colour }), ground) >= 3, `${colour} on ${ground}`);
  }
});

test("a chosen colour that can be seen stays as it is, and others keep theirs", () => {
  assert.equal(colourOf("jawOpen", true, { jawOpen: "#3fa7d6" }), "#3fa7d6");
  assert.equal(colourOf("jawOpen", false, { jawOpen: "#aa2200" }), "#aa2200");
  assert.equal(colourOf("headYaw", true, { jawOpen: "#3fa7d6" }), colourOf("headYaw", true));
  assert.match(colourOf("headYaw", false), /^#[0-9a-f]{6}$/);
});

test("channels of a group differ", () => {
  for (const dark of [true, false]) assert.equal(new Set(channels.map(({ name }) => colourOf(name, dark))).size, channels.length);
});
