// @ts-check
// Left and right as one: what is done to one side of the face happens to the other, too.

import { channelByName } from "./track.js";
import { keysOf, slot } from "./change.js";

/** @typedef {import("./editor.js").KeyRef} KeyRef */
/** @typedef {import("./project.js").Project} Project */

/**
 * The channel that moves along when left and right are linked, or null. Both eyes look the same way: one inwards, the other outwards.
 * @param {string} channel
 * @returns {string | null}
 */
export function twinChannel(channel) {
  if (channel === "mouthLeft" || channel === "mouthRight" || channel === "jawLeft" || channel === "jawRight") return null;
  const other = channel.endsWith("Left") ? channel.replace(/Left$/, "Right") : channel.replace(/Right$/, "Left");
  const twin = other.replace(/^eyeLook(In|Out)/, (_, way) => (way === "In" ? "eyeLookOut" : "eyeLookIn"));
  return other !== channel && channelByName.has(twin) ? twin : null;
}

/** @param {string} channel @param {boolean | undefined} linked @returns {string[]} the channel, and its twin where linked */
export function withTwin(channel, linked) {
  const twin = linked ? twinChannel(channel) : null;
  return twin ? [channel, twin] : [channel];
}

/**
 * The keys and those of their twins at the same frames: what a linked move, scale or deletion acts on.
 * @param {Project} project
 * @param {number} layer
 * @param {readonly KeyRef[]} refs
 * @returns {readonly KeyRef[]}
 */
export function withTwins(project, layer, refs) {
  const found = new Map(refs.map((ref) => [`${ref.channel} ${ref.index}`, ref]));
  for (const { channel, index } of refs) {
    const twin = twinChannel(channel);
    const place = slot(keysOf(project, layer, channel)[index]);
    const twinIndex = twin ? keysOf(project, layer, twin).findIndex((key) => slot(key) === place) : -1;
    if (twin && twinIndex >= 0) found.set(`${twin} ${twinIndex}`, { channel: twin, index: twinIndex });
  }
  return [...found.values()];
}
