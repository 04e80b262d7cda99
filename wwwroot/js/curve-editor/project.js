// @ts-check
// What a person edits: a track, where it came from, and what of it is played. Values are never changed, only replaced.

import { channels, groupOf } from "./track.js";

/** @typedef {import("./curve.js").Curve} Curve */
/** @typedef {import("./track.js").Track} Track */
/** @typedef {import("./track.js").Layer} Layer */
/** @typedef {import("./track.js").Group} Group */

/** What the captured layer was read from: a driving asset with its face and trim in seconds. `segments`: which of its seconds each frame is, once time was edited.
 * @typedef {{driver: string, face?: number, from?: number, to?: number, segments?: readonly import("./time-map.js").Segment[]}} Source */

/**
 * `sound`: recordings that are heard in place of the driver's, in order of frame. `muted` and `solo` are channels; when any is solo, only those play. `locked` channels refuse edits. `strength` of a group, 0 to 2, is 1 where it is not given.
 * `capture`: the captured track as it came, where an edit has changed it since. `colours`, "#rrggbb", are of curves in the editor where they are not the usual ones. As docs/motion-project.schema.json has it.
 * @typedef {{version: 1, name: string, track: Track, source?: Source, sound?: readonly import("./time-map.js").SoundSegment[], muted?: readonly string[], solo?: readonly string[], locked?: readonly string[],
 *   strength?: Readonly<Partial<Record<Group, number>>>, colours?: Readonly<Record<string, string>>, capture?: Track}} Project
 */

/**
 * The track that the face and every engine play: the project's own where nothing is muted, solo or strengthened, so that untouched frames stay bit-identical.
 * The same as MotionProject.cs.
 * @param {Project} project
 * @returns {Track}
 */
export function played(project) {
  const kept = channels.filter(({ name }) => plays(project, name));
  const strengths = Object.values(project.strength ?? {});
  if (kept.length === channels.length && strengths.every((strength) => strength === 1)) return project.track;
  const layers = project.track.layers.map((layer) => {
    /** @type {Record<string, Curve>} */ const curves = {};
    for (const { name, rest } of kept) {
      const curve = layer.curves[name];
      if (curve) curves[name] = strengthened(curve, rest, project.strength?.[groupOf(name)] ?? 1);
    }
    return { ...layer, curves };
  });
  return { ...project.track, layers };
}

/** @param {Project} project @param {string} channel */
const plays = ({ muted, solo }, channel) => !muted?.includes(channel) && (!solo?.length || solo.includes(channel));

/** A curve so many times as far from rest; samples are 32-bit numbers, as in Curve.Scaled. @param {Curve} curve @param {number} rest @param {number} strength @returns {Curve} */
function strengthened(curve, rest, strength) {
  if (strength === 1) return curve;
  const scale = (/** @type {number} */ value) => rest + (value - rest) * strength;
  if (curve.samples) return { samples: curve.samples.map((sample) => Math.fround(scale(Math.fround(sample)))) };
  return {
    keys: (curve.keys ?? []).map((key) => ({
      ...key,
      value: scale(key.value),
      ...(key.in && { in: /** @type {const} */ ([key.in[0], key.in[1] * strength]) }),
      ...(key.out && { out: /** @type {const} */ ([key.out[0], key.out[1] * strength]) }),
    })),
  };
}
