// @ts-check
// Motions that the studio ships, to be dropped in as blocks.

/** @typedef {import("./track.js").Track} Track */
/** @typedef {{name: string, label: string}} Preset */

export function makePresets() {
  /** @type {Promise<Preset[]> | null} */ let list = null;
  /** @type {Preset[]} */ let known = [];
  return {
    /** What has come so far. */
    get known() { return known; },
    async load() {
      list ??= answerOf("/api/motions").then((answer) => answer.map((/** @type {Record<string, string>} */ motion) => ({ name: motion.name, label: motion.title ?? motion.label ?? motion.name })));
      known = await list;
      return known;
    },
    /** @param {string} name @returns {Promise<Track>} */
    track: (name) => answerOf(`/api/motions/shipped/${encodeURIComponent(name)}`),
  };
}

/** @typedef {ReturnType<typeof makePresets>} Presets */

/** @param {string} address */
async function answerOf(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.detail ?? `The studio answers ${answer.status}: try again.`);
  return answer.json();
}
