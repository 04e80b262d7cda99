// @ts-check
// Channels that are muted, solo or locked, and their colours.

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

/** @param {Project} project @param {string} name @param {string | null} colour "#rrggbb", or null for the usual one @returns {Project} */
export function setColour(project, name, colour) {
  const { [name]: before, ...others } = project.colours ?? {};
  if (colour === (before ?? null)) return project;
  const colours = colour === null ? others : { ...project.colours, [name]: colour };
  return defined({ ...project, colours: Object.keys(colours).length ? colours : undefined });
}
