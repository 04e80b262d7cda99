// @ts-check
// The time of the whole motion, of all layers at once.

import { seenAt } from "../active-layer.js";
import { removeBlink } from "../blinks.js";
import { mirrorProject } from "../mirror.js";
import { editRange } from "../range.js";
import { setStrength } from "../strength.js";
import { closeLoop, offsetCurves, retime, rippleDelete, rippleInsert, smooth, trim } from "../time.js";
import { channelByName, groupOf, groups } from "../track.js";
import { anyRange, channelsOf, currentChannels, number, rangeOrAll, which } from "./common.js";

/** @typedef {import("../verbs.js").Bench} Bench */
/** @typedef {import("../editor.js").Range} Range */

/** @type {readonly import("../verbs.js").Verb[]} */
export const timeVerbs = [
  {
    id: "range-edit", label: "Change the channel in the range, blended…", menu: "Time", keys: ["Shift+E"], needs: anyRange, ask: askRange,
    change: (bench, project, { value, fadeIn, fadeOut }) => ({ project: editRange(project, Object.fromEntries(currentChannels(bench).map((name) => [name, Number(value)])), rangeOf(bench), { fadeIn: Number(fadeIn), fadeOut: Number(fadeOut) }).project, selection: [] }),
  },
  { id: "ripple-insert", label: "Insert time at the playhead…", menu: "Time", keys: ["Alt+I"], ask: () => [number("frames", "Frames", 10, 1, 10000)], change: ({ editor }, project, { frames }) => ({ project: rippleInsert(project, editor.playhead, Number(frames)), selection: [] }) },
  { id: "ripple-delete", label: "Delete the time in the range", menu: "Time", keys: ["Shift+Delete", "Shift+Backspace"], needs: anyRange, change: (bench, project) => ({ project: rippleDelete(project, rangeOf(bench)), selection: [] }) },
  { id: "trim", label: "Trim to the range", menu: "Time", keys: ["C"], needs: anyRange, change: (bench, project) => ({ project: trim(project, rangeOf(bench)), selection: [] }) },
  { id: "close-loop", label: "Close into a loop…", menu: "Time", keys: ["Shift+L"], ask: ({ editor }) => [number("frames", "Frames to blend over", Math.min(10, Math.max(1, Math.floor(editor.project.track.length / 3))), 1, 1000)], change: (_, project, { frames }) => ({ project: closeLoop(project, Number(frames)), selection: [] }) },
  { id: "retime", label: "Retime the range…", menu: "Time", keys: ["Shift+R"], ask: (bench) => [number("frames", "New length in frames", rangeOrAll(bench).to + 1 - rangeOrAll(bench).from, 1, 100000)], change: (bench, project, { frames }) => ({ project: retime(project, rangeOrAll(bench), Number(frames)), selection: [] }) },
  { id: "smooth", label: "Smooth, blinks kept…", menu: "Time", keys: ["Shift+B"], ask: () => [number("percent", "Strength in percent", 50, 0, 100), which], change: (bench, project, { percent, which: answer }) => ({ project: smooth(project, channelsOf(bench, answer), rangeOrAll(bench), Number(percent) / 100).project, selection: [] }) },
  { id: "remove-blink", label: "Remove the blink here", menu: "Time", keys: ["Alt+B"], change: ({ editor }, project) => ({ project: removeBlink(project, editor.track, editor.playhead).project, selection: [] }) },
  { id: "offset", label: "Shift curves in time…", menu: "Time", keys: ["Shift+X"], ask: () => [number("frames", "Frames later", 5, -10000, 10000), which], change: (bench, project, { frames, which: answer }) => ({ project: offsetCurves(project, channelsOf(bench, answer), Number(frames)), selection: [] }) },
  { id: "strength", label: "Strength of a group…", menu: "Time", keys: ["G"], ask: askStrength, change: (_, project, { group, percent }) => ({ project: percent === undefined ? project : setStrength(project, group === "" ? null : /** @type {import("../track.js").Group} */ (group), Number(percent) / 100) }) },
  { id: "mirror-motion", label: "Mirror the whole motion", menu: "Time", keys: ["Shift+W"], change: (_, project) => ({ project: mirrorProject(project), selection: [] }) },
];

/** @param {Bench} bench */
const rangeOf = ({ editor }) => /** @type {Range} */ (editor.range);

/** @param {Bench} bench */
function askRange({ editor, look }) {
  const { from, to } = /** @type {Range} */ (editor.range);
  const { minimum, maximum } = /** @type {import("../track.js").Channel} */ (channelByName.get(look.state.current));
  const fade = Math.max(0, Math.min(Math.round(editor.project.track.rate / 5), Math.floor((to - from) / 3)));
  return [number("value", "Value", Number(seenAt(editor, look.state.current).toFixed(3)), minimum, maximum, 0.01), number("fadeIn", "Fade in, frames", fade, 0, 1000), number("fadeOut", "Fade out, frames", fade, 0, 1000)];
}

/** What is set is where it begins: of the current channel's group, then of whichever is chosen. @param {Bench} bench @returns {readonly import("../ask.js").Field[]} */
function askStrength({ editor: { project }, look }) {
  const group = groupOf(look.state.current);
  const percentOf = (/** @type {string} */ wanted) => {
    const [first, ...others] = groups.filter((g) => wanted === "" || g === wanted).map((g) => project.strength?.[g] ?? 1);
    return others.every((other) => other === first) ? Number((100 * first).toFixed(6)) : null;
  };
  return [
    { name: "group", label: "Group", value: group, options: [["", "all groups"], ...groups.map((g) => /** @type {const} */ ([g, g]))] },
    { ...number("percent", "Percent", percentOf(group), 0, 200, "any"), optional: true, follow: (field, answer) => (field === "group" ? percentOf(answer) : undefined) },
  ];
}
