// @ts-check
// What several verbs ask for and check.

import { isSource } from "../layers.js";
import { twinChannel } from "../linked.js";

/** @typedef {import("../verbs.js").Bench} Bench */

/** @param {Bench} bench */
export const anySelected = ({ editor }) => (editor.selection.length > 0 ? "" : "Select keys first: click one, or draw a box around some.");

/** @param {Bench} bench */
export const anyRange = ({ editor }) => (editor.range ? "" : "Mark a range first: I and O, or drag on the ruler with Shift.");

/** @param {string} name @param {string} label @param {number | null} value null: several, and it may stay so @param {number} minimum @param {number} maximum @param {number | "any"} [step] */
export const number = (name, label, value, minimum, maximum, step = 1) => ({ name, label, value, minimum, maximum, step, optional: value === null });

/** Keys of a channel in the active layer that can be edited: none in a captured one. @param {import("../editor.js").Editor} editor @param {string} channel */
export function keysOf({ project, layer }, channel) {
  const own = project.track.layers[layer];
  return own && !isSource(own) ? (own.curves[channel]?.keys ?? []) : [];
}

/** Selected keys, without those that are gone. @param {Bench} bench */
export const selectedKeys = ({ editor }) => editor.selection.flatMap((ref) => {
  const key = keysOf(editor, ref.channel)[ref.index];
  return key ? [{ ref, key }] : [];
});

/** @param {Bench} bench */
export const framesOf = (bench) => selectedKeys(bench).map(({ key }) => key.frame);

/** The current channel, and the other side's where they are linked. @param {Bench} bench */
export function currentChannels({ editor, look }) {
  const twin = editor.options.linked ? twinChannel(look.state.current) : null;
  return twin ? [look.state.current, twin] : [look.state.current];
}

/** Which channels a verb is for. @type {import("../ask.js").Field} */
export const which = { name: "which", label: "Channels", value: "current", options: [["current", "the current one"], ["shown", "all that are shown"], ["all", "all"]] };

/** @param {Bench} bench @param {number | string | undefined} answer to `which` */
export function channelsOf(bench, answer) {
  if (answer === "current") return currentChannels(bench);
  return answer === "shown" ? [...bench.look.state.shown] : bench.editor.project.track.layers.flatMap(({ curves }) => Object.keys(curves)).filter((name, i, all) => all.indexOf(name) === i);
}

/** The marked range, else the whole track. @param {Bench} bench */
export const rangeOrAll = ({ editor }) => editor.range ?? { from: 0, to: editor.project.track.length - 1 };
