// @ts-check
// Motions that the studio ships, to be dropped in as blocks.

import { answerOf, once } from "./studio.js";

/** @typedef {import("./track.js").Track} Track */
/** @typedef {{name: string, label: string}} Preset */

export function makePresets() {
  return {
    /** @type {() => Promise<Preset[]>} */
    load: once(async () => (await (await answerOf("/api/motions")).json()).map((/** @type {Record<string, string>} */ motion) => ({ name: motion.name, label: motion.title ?? motion.label ?? motion.name }))),
    /** @param {string} name @returns {Promise<Track>} */
    track: async (name) => (await answerOf(`/api/motions/shipped/${encodeURIComponent(name)}`)).json(),
  };
}

/** @typedef {ReturnType<typeof makePresets>} Presets */
