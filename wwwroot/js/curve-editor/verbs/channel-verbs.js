// @ts-check
// Channels: which are heard, which are seen, which one gets keys.

import { colourOf } from "../colours.js";
import { isAnimated } from "../composite.js";
import { listed } from "../look.js";
import { setColour, toggle } from "../switches.js";
import { channels, groupOf } from "../track.js";
import { currentChannels } from "./common.js";

/** @typedef {import("../verbs.js").Bench} Bench */

/** @type {readonly import("../verbs.js").Verb[]} */
export const channelVerbs = [
  { id: "mute", label: "Mute the channel", menu: "Channels", keys: ["Q"], change: (bench, project) => ({ project: toggle(project, "muted", currentChannels(bench)) }) },
  { id: "solo", label: "Play only the channel (solo)", menu: "Channels", keys: ["Shift+Q"], change: (bench, project) => ({ project: toggle(project, "solo", currentChannels(bench)) }) },
  { id: "lock", label: "Lock the channel", menu: "Channels", keys: ["Alt+Q"], change: (bench, project) => ({ project: toggle(project, "locked", currentChannels(bench)) }) },
  { id: "mute-group", label: "Mute its group", menu: "Channels", keys: ["W"], change: (bench, project) => ({ project: toggle(project, "muted", groupOfCurrent(bench)) }) },
  { id: "solo-group", label: "Play only its group", menu: "Channels", keys: ["Alt+W"], change: (bench, project) => ({ project: toggle(project, "solo", groupOfCurrent(bench)) }) },
  {
    id: "colour", label: "Colour of the channel…", menu: "Channels", keys: ["Alt+C"], ask: ({ editor, look, surface }) => [{ name: "colour", label: "Colour", value: colourOf(look.state.current, surface.palette.dark, editor.project.colours), kind: "color" }],
    change: ({ look }, project, { colour }) => ({ project: setColour(project, look.state.current, String(colour)) }),
  },
  {
    id: "usual-colour", label: "The channel's usual colour", menu: "Channels", keys: ["Alt+Shift+C"], needs: ({ editor, look }) => (editor.project.colours?.[look.state.current] ? "" : "The channel has its usual colour."),
    change: ({ look }, project) => ({ project: setColour(project, look.state.current, null) }),
  },
  { id: "link", label: "Left and right together", menu: "Channels", keys: ["N"], run: ({ editor }) => editor.set({ linked: !editor.options.linked }), isOn: ({ editor }) => editor.options.linked },
  { id: "previous-channel", label: "Channel above", menu: "Channels", keys: ["PageUp"], repeats: true, run: (bench) => goToChannel(bench, -1) },
  { id: "next-channel", label: "Channel below", menu: "Channels", keys: ["PageDown"], repeats: true, run: (bench) => goToChannel(bench, 1) },
  { id: "show-channel", label: "Show or hide the channel", menu: "Channels", keys: ["H"], run: ({ look }) => look.set({ shown: switched(look.state.shown, look.state.current) }) },
  { id: "show-only", label: "Show only the channel", menu: "Channels", keys: ["Shift+H"], run: (bench) => bench.look.set({ shown: currentChannels(bench) }) },
  { id: "show-group", label: "Show its group", menu: "Channels", keys: ["Alt+H"], run: (bench) => bench.look.set({ shown: groupOfCurrent(bench) }) },
  { id: "show-animated", label: "Show all that move", menu: "Channels", keys: ["Shift+A"], run: ({ editor, look }) => look.set({ shown: channels.map(({ name }) => name).filter((name) => isAnimated(editor.project.track, name)) }) },
  { id: "only-animated", label: "List only channels that move", menu: "Channels", keys: ["A"], run: ({ look }) => look.set({ onlyAnimated: !look.state.onlyAnimated }), isOn: ({ look }) => look.state.onlyAnimated },
  { id: "search", label: "Search channels", menu: "Channels", keys: ["/"], run: ({ root, look }) => {
    look.set({ mode: "curves" });
    /** @type {HTMLInputElement | null} */ (root.querySelector("[data-search]"))?.focus();
  } },
];

/** @param {readonly string[]} names @param {string} name */
export const switched = (names, name) => (names.includes(name) ? names.filter((n) => n !== name) : [...names, name]);

/** @param {Bench} bench */
const groupOfCurrent = ({ look }) => channels.map(({ name }) => name).filter((name) => groupOf(name) === groupOf(look.state.current));

/** @param {Bench} bench @param {1 | -1} way */
function goToChannel({ editor, look }, way) {
  const names = listed(look.state, editor.project.track);
  if (names.length === 0) return editor.say("No channel is listed: clear the search.");
  const at = names.indexOf(look.state.current);
  const current = names[(Math.max(at, way > 0 ? -1 : 0) + way + names.length) % names.length];
  look.set({ current, shown: look.state.shown.includes(current) ? look.state.shown : [...look.state.shown, current] });
  editor.say(current);
}
