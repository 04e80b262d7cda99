import assert from "node:assert/strict";
import { test } from "node:test";
import { blinks } from "../../wwwroot/js/curve-editor/blinks.js";
import { makeEditor } from "../../wwwroot/js/curve-editor/editor.js";
import { chordOf, verbByChord } from "../../wwwroot/js/curve-editor/keyboard.js";
import { chordText } from "../../wwwroot/js/curve-editor/tips.js";
import { menus, perform, verbById, verbs } from "../../wwwroot/js/curve-editor/verbs.js";
import { BLINKS, project } from "./made-projects.mjs";

const press = (key, { code = "", ctrl = false, meta = false, alt = false, shift = false } = {}) => chordOf({ key, code, ctrlKey: ctrl, metaKey: meta, altKey: alt, shiftKey: shift });

test("each verb has a name of its own, a menu, a key and something to do", () => {
  assert.equal(new Set(verbs.map((verb) => verb.id)).size, verbs.length);
  assert.equal(new Set(verbs.map((verb) => verb.label)).size, verbs.length);
  for (const verb of verbs) {
    assert.ok(menus.includes(verb.menu), verb.id);
    assert.ok(verb.keys?.length, `${verb.id} has no key`);
    assert.equal([verb.edit, verb.change, verb.run].filter(Boolean).length, 1, `${verb.id} does one thing`);
    assert.equal(verb.label.endsWith("…"), Boolean(verb.ask) || ["drop-preset", "import"].includes(verb.id), `${verb.id}: three dots where it asks`);
  }
});

test("no chord belongs to two verbs", () => {
  const chords = verbs.flatMap((verb) => verb.keys ?? []);
  assert.deepEqual(chords.filter((chord, i) => chords.indexOf(chord) !== i), []);
  assert.equal(verbByChord.size, chords.length);
});

test("chords are written as key presses give them", () => {
  for (const chord of verbByChord.keys()) {
    const parts = chord.split(/\+(?=.)/);
    const key = parts.at(-1);
    const pressed = press(key === "Space" ? " " : key, { code: /^[A-Z]$/.test(key) ? `Key${key}` : "", ctrl: parts.includes("Ctrl"), alt: parts.includes("Alt"), shift: parts.includes("Shift") });
    assert.equal(pressed, chord);
  }
});

test("presses become chords whatever the layout makes of them", () => {
  assert.equal(press("k", { code: "KeyK" }), "K");
  assert.equal(press("K", { code: "KeyK", shift: true }), "Shift+K");
  assert.equal(press("z", { code: "KeyZ", meta: true }), "Ctrl+Z");
  assert.equal(press("Ω", { code: "KeyQ", alt: true }), "Alt+Q");
  assert.equal(press("?", { code: "Slash", shift: true }), "?");
  assert.equal(press("ArrowLeft", { alt: true, shift: true }), "Alt+Shift+ArrowLeft");
  assert.equal(press("a", { code: "KeyQ" }), "A", "an AZERTY keyboard's A is A");
  const german = { ctrlKey: true, altKey: true, metaKey: false, shiftKey: false, getModifierState: (name) => name === "AltGraph" };
  assert.equal(chordOf({ ...german, key: "[", code: "Digit8" }), "[", "what AltGr types is a sign");
  assert.equal(chordOf({ ...german, key: "@", code: "KeyQ" }), "@");
  assert.equal(chordOf({ ...german, key: "q", code: "KeyQ" }), "Ctrl+Alt+Q");
});

test("chords read well", () => {
  assert.equal(chordText("Ctrl+Shift+ArrowLeft"), "Ctrl + Shift + ←");
  assert.equal(chordText("+"), "+");
});

test("every verb of the plan is in the table", () => {
  const wanted = `add-key delete-keys duplicate-keys copy-keys paste-keys cut-keys set-keys nudge-left nudge-right raise lower scale-time scale-value mirror-keys reverse-keys select-all select-range
    kind-bezier kind-linear kind-hold handles-auto handles-vector handles-aligned handles-free ease-ease ease-in ease-out ease-overshoot flatten simplify
    range-edit ripple-insert ripple-delete trim close-loop retime smooth remove-blink offset strength mirror-motion mute solo lock mute-group link only-animated search
    add-layer add-replacing remove-layer remove-edits layer-mode layer-weight drop-preset to-keys re-bake play loop frame-back frame-forward frames-back frames-forward mark-in mark-out slower faster sound
    undo redo export import help snap auto-key tool-box`.split(/\s+/);
  const ids = new Set(verbs.map((verb) => verb.id));
  assert.deepEqual(wanted.filter((id) => !ids.has(id) && !ids.has(`ease-${id}`)), []);
});

test("the blink at the playhead is removed by its verb, in one step, and where there is none it says so", () => {
  const editor = makeEditor(project(), () => {});
  const bench = { editor };
  editor.seek(BLINKS[0] + 2);
  perform(bench, verbById.get("remove-blink"));
  assert.equal(editor.undoLabel, "Remove the blink here");
  assert.deepEqual([blinks(editor.track).length, editor.layer], [1, 0]);
  editor.seek(50);
  perform(bench, verbById.get("remove-blink"));
  assert.match(editor.said, /no blink here/);
  editor.undo();
  assert.equal(blinks(editor.track).length, 2);
});
