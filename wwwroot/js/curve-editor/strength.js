// @ts-check
// How far from rest the groups of channels are played.

import { clamp } from "./change.js";
import { groups } from "./track.js";

/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./track.js").Group} Group */

/** @param {Project} project @param {Group | null} group null: all of them @param {number} factor 0 (rest) to 2, 1 as it is @returns {Project} */
export function setStrength(project, group, factor) {
  if (Number.isNaN(factor)) throw new Error("The strength must be a number from 0 to 2.");
  const wanted = clamp(factor, 0, 2);
  const set = groups.map((g) => /** @type {const} */ ([g, group === null || g === group ? wanted : (project.strength?.[g] ?? 1)]));
  if (set.every(([g, strength]) => strength === (project.strength?.[g] ?? 1))) return project;
  const { strength: _, ...others } = project;
  const kept = set.filter(([, strength]) => strength !== 1);
  return kept.length ? { ...others, strength: Object.fromEntries(kept) } : others;
}
