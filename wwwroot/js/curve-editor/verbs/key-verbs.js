// @ts-check
// Keys: made, chosen, moved, copied.

import { seenAt } from "../active-layer.js";
import { copyKeys, pasteKeys, readClip } from "../clipboard.js";
import { deleteKeys, duplicateKeys, keysIn, moveKeys, reverseKeys, scaleKeys, setKeys, setValue } from "../keys.js";
import { withTwins } from "../linked.js";
import { mirrorKeys } from "../mirror.js";
import { channelByName } from "../track.js";
import { anySelected, framesOf, keysOf, number } from "./common.js";

/** @typedef {import("../verbs.js").Bench} Bench */

const CLIP = "hellomeme-keys"; // in the browser, so that another tab's motion can take them
/** @type {string | null} */ let held = null; // copied keys where the browser keeps nothing

/** @type {readonly import("../verbs.js").Verb[]} */
export const keyVerbs = [
  {
    id: "add-key", label: "Add a key at the playhead", menu: "Keys", keys: ["K"],
    edit: ({ editor, look }, project, layer) => setValue(project, layer, look.state.current, editor.playhead, seenAt(editor, look.state.current), editor.options),
  },
  { id: "set-keys", label: "Enter frame and value…", menu: "Keys", keys: ["Enter"], needs: anySelected, ask: askNumbers, edit: (bench, project, layer, { frame, value }) => setKeys(project, layer, selected(bench), { frame: Number(frame), value: value === undefined ? undefined : Number(value) }) },
  { id: "delete-keys", label: "Delete keys", menu: "Keys", keys: ["Delete", "Backspace"], needs: anySelected, edit: (bench, project, layer) => deleteKeys(project, layer, selected(bench)) },
  { id: "duplicate-keys", label: "Duplicate keys to the playhead", menu: "Keys", keys: ["Ctrl+D"], needs: anySelected, edit: (bench, project, layer) => duplicateKeys(project, layer, selected(bench), toPlayhead(bench)) },
  { id: "copy-keys", label: "Copy keys", menu: "Keys", keys: ["Ctrl+C"], needs: anySelected, run: copy },
  {
    id: "cut-keys", label: "Cut keys", menu: "Keys", keys: ["Ctrl+X"], needs: anySelected,
    edit: (bench, project, layer) => {
      copy(bench);
      return deleteKeys(project, layer, selected(bench));
    },
  },
  { id: "paste-keys", label: "Paste keys at the playhead", menu: "Keys", keys: ["Ctrl+V"], needs: hasClip, edit: ({ editor, look }, project, layer) => paste(project, layer, editor.playhead, look.state.current) },
  { id: "nudge-left", label: "Move keys one frame left", menu: "Keys", keys: ["Alt+ArrowLeft"], repeats: true, needs: anySelected, edit: (bench, project, layer) => moveKeys(project, layer, selected(bench), -1, 0) },
  { id: "nudge-right", label: "Move keys one frame right", menu: "Keys", keys: ["Alt+ArrowRight"], repeats: true, needs: anySelected, edit: (bench, project, layer) => moveKeys(project, layer, selected(bench), 1, 0) },
  { id: "nudge-left-10", label: "Move keys ten frames left", menu: "Keys", keys: ["Alt+Shift+ArrowLeft"], repeats: true, needs: anySelected, edit: (bench, project, layer) => moveKeys(project, layer, selected(bench), -10, 0) },
  { id: "nudge-right-10", label: "Move keys ten frames right", menu: "Keys", keys: ["Alt+Shift+ArrowRight"], repeats: true, needs: anySelected, edit: (bench, project, layer) => moveKeys(project, layer, selected(bench), 10, 0) },
  { id: "raise", label: "Raise keys a little", menu: "Keys", keys: ["Alt+ArrowUp"], repeats: true, needs: anySelected, edit: (bench, project, layer) => moveKeys(project, layer, selected(bench), 0, step(bench)) },
  { id: "lower", label: "Lower keys a little", menu: "Keys", keys: ["Alt+ArrowDown"], repeats: true, needs: anySelected, edit: (bench, project, layer) => moveKeys(project, layer, selected(bench), 0, -step(bench)) },
  { id: "raise-10", label: "Raise keys a lot", menu: "Keys", keys: ["Alt+Shift+ArrowUp"], repeats: true, needs: anySelected, edit: (bench, project, layer) => moveKeys(project, layer, selected(bench), 0, 10 * step(bench)) },
  { id: "lower-10", label: "Lower keys a lot", menu: "Keys", keys: ["Alt+Shift+ArrowDown"], repeats: true, needs: anySelected, edit: (bench, project, layer) => moveKeys(project, layer, selected(bench), 0, -10 * step(bench)) },
  {
    id: "scale-time", label: "Stretch keys in time…", menu: "Keys", keys: ["T"], needs: anySelected, ask: () => [number("percent", "Percent", 150, -400, 400), pivot],
    edit: (bench, project, layer, { percent, pivot: about }) => scaleKeys(project, layer, selected(bench), { frame: pivotFrame(bench, String(about)), by: Number(percent) / 100 }, { value: 0, by: 1 }),
  },
  {
    id: "scale-value", label: "Stretch keys in value…", menu: "Keys", keys: ["Shift+T"], needs: anySelected, ask: () => [number("percent", "Percent", 150, -400, 400), number("about", "About the value", 0, -3, 3, 0.01)],
    edit: (bench, project, layer, { percent, about }) => scaleKeys(project, layer, selected(bench), { frame: 0, by: 1 }, { value: Number(about), by: Number(percent) / 100 }),
  },
  { id: "mirror-keys", label: "Mirror keys left and right", menu: "Keys", keys: ["M"], needs: anySelected, edit: ({ editor }, project, layer) => mirrorKeys(project, layer, editor.selection) },
  { id: "reverse-keys", label: "Reverse keys in time", menu: "Keys", keys: ["R"], needs: anySelected, edit: (bench, project, layer) => reverseKeys(project, layer, selected(bench)) },
  { id: "select-all", label: "Select all keys shown", menu: "Keys", keys: ["Ctrl+A"], run: ({ editor, look }) => select(editor, { from: -Infinity, to: Infinity }, look.state.shown) },
  { id: "select-range", label: "Select keys in the marked range", menu: "Keys", keys: ["Ctrl+Shift+A"], needs: ({ editor }) => (editor.range ? "" : "Mark a range first (I and O)."), run: ({ editor, look }) => select(editor, editor.range ?? { from: 0, to: 0 }, look.state.shown) },
  { id: "select-none", label: "Select nothing", menu: "Keys", keys: ["Escape"], run: ({ editor }) => editor.select([]) },
  { id: "previous-key", label: "Go to the key before", menu: "Keys", keys: ["ArrowUp"], repeats: true, run: (bench) => goToKey(bench, -1) },
  { id: "next-key", label: "Go to the key after", menu: "Keys", keys: ["ArrowDown"], repeats: true, run: (bench) => goToKey(bench, 1) },
];

/** @type {import("../ask.js").Field} */
const pivot = { name: "pivot", label: "About", value: "first", options: [["first", "the first key"], ["playhead", "the playhead"], ["last", "the last key"]] };

/** The selection, with the other side's keys where left and right are linked. @param {Bench} bench */
function selected({ editor }) {
  return editor.options.linked ? withTwins(editor.project, editor.layer, editor.selection) : editor.selection;
}

/** @param {Bench} bench @param {string} about */
function pivotFrame(bench, about) {
  const frames = framesOf(bench);
  return about === "playhead" ? bench.editor.playhead : about === "last" ? Math.max(...frames) : Math.min(...frames);
}

/** Keys of several values keep them unless one is entered. @param {Bench} bench */
function askNumbers(bench) {
  const [value, ...others] = selected(bench).map(({ channel, index }) => keysOf(bench.editor, channel)[index].value);
  return [number("frame", "Frame of the first key", Math.min(...framesOf(bench)), 0, bench.editor.project.track.length, "any"), number("value", "Value", others.every((other) => other === value) ? value : null, -10, 10, "any")];
}

/** Copies start at the playhead; where the keys stand there themselves, right behind them. @param {Bench} bench */
function toPlayhead(bench) {
  const frames = framesOf(bench);
  const by = bench.editor.playhead - Math.min(...frames);
  return by !== 0 ? by : Math.max(...frames) - Math.min(...frames) + 1;
}

/** A hundredth of what the channel can do. @param {Bench} bench */
function step({ editor }) {
  const channel = channelByName.get(editor.selection[0].channel);
  return channel && channel.minimum < 0 ? (channel.maximum - channel.minimum) / 240 : 0.01;
}

/** @param {Bench} bench */
function copy({ editor }) {
  const text = JSON.stringify(copyKeys(editor.project, editor.layer, editor.selection));
  try {
    localStorage.setItem(CLIP, text);
    held = null;
  } catch {
    held = text;
  }
  editor.say(`${editor.selection.length} ${editor.selection.length === 1 ? "key" : "keys"} copied.`);
}

/** Keys of one channel go to the current channel. @param {import("../project.js").Project} project @param {number} layer @param {number} frame @param {string} channel */
function paste(project, layer, frame, channel) {
  const clip = readClip(clipText());
  return pasteKeys(project, layer, clip, frame, Object.keys(clip.keys).length === 1 ? { channel } : {});
}

function hasClip() {
  return clipText() ? "" : "Nothing is copied: select keys and copy them first.";
}

function clipText() {
  try {
    return held ?? localStorage.getItem(CLIP) ?? "";
  } catch {
    return "";
  }
}

/** @param {import("../editor.js").Editor} editor @param {import("../editor.js").Range} range @param {readonly string[]} shown */
function select(editor, range, shown) {
  const { kind } = editor.project.track.layers[editor.layer];
  const keys = kind === "captured" || kind === "idle" ? [] : keysIn(editor.project, editor.layer, range, shown);
  editor.select(keys);
  editor.say(keys.length === 0 ? "The active layer has no keys there." : `${keys.length} ${keys.length === 1 ? "key" : "keys"} selected.`);
}

/** Selects the next key of the current channel, and goes there. @param {Bench} bench @param {1 | -1} way */
function goToKey({ editor, look, surface }, way) {
  const { current } = look.state;
  const keys = keysOf(editor, current);
  const chosen = editor.selection.filter((ref) => ref.channel === current);
  const at = chosen.length === 1 ? keys[chosen[0].index].frame : editor.playhead;
  const index = way > 0 ? keys.findIndex(({ frame }) => frame > at) : keys.findLastIndex(({ frame }) => frame < at);
  const only = index < 0 && chosen.length === 0 ? keys.findIndex(({ frame }) => frame === at) : index;
  if (only < 0) return editor.say(keys.length === 0 ? "This channel has no keys in the active layer: K adds one." : way > 0 ? "That is the last key." : "That is the first key.");
  editor.select([{ channel: current, index: only }]);
  editor.seek(Math.round(keys[only].frame));
  surface.focusKey({ channel: current, index: only });
}
