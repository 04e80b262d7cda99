// @ts-check
// Channels that are muted, solo or locked.

import { defined } from "./change.js";

/** @typedef {import("./project.js").Project} Project */

/**
 * Switches channels on; off when all of them are on.
 * @param {Project} project
 * @param {"muted" | "solo" | "locked"} which
 * @param {readonly string[]} names
 * @returns {Project}
 */
export function toggle(project, which, names) {
  const on = project[which] ?? [];
  const added = names.filter((name) => !on.includes(name));
  const now = added.length ? [...on, ...new Set(added)] : on.filter((name) => !names.includes(name));
  return names.length === 0 ? project : defined({ ...project, [which]: now.length ? now : undefined });
}
