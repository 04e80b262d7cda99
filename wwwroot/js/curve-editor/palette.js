// @ts-check
// Named expressions: what they are, how much of one a face takes, and the file they are shared in.

import { channelByName, channels, groupOf, groups } from "./track.js";

/** @typedef {import("./track.js").Group} Group */

/** All channels of `groups` take its values; those it does not name go to rest. @typedef {Readonly<{name: string, groups: readonly Group[], values: Readonly<Record<string, number>>}>} Expression */

const MOST_EXPRESSIONS = 200;
const LONGEST_NAME = 60;
const DIGITS = 1e3;

/** What a face shows, to be kept. @param {string} name @param {ArrayLike<number>} values 58 played values @param {readonly Group[]} of @returns {Expression} */
export function expressionOf(name, values, of) {
  /** @type {Record<string, number>} */ const kept = {};
  channels.forEach((channel, i) => {
    const value = Math.round(values[i] * DIGITS) / DIGITS;
    if (of.includes(groupOf(channel.name)) && value !== channel.rest) kept[channel.name] = value;
  });
  return { name: cleanName(name), groups: groups.filter((group) => of.includes(group)), values: kept };
}

/**
 * The values that a face takes with a share of an expression.
 * @param {Expression} expression
 * @param {ArrayLike<number>} shown 58 played values
 * @param {number} weight 0 (what is shown) to 1 (the expression)
 * @returns {Record<string, number>} by channel
 */
export function poseOf(expression, shown, weight) {
  return Object.fromEntries(channels.flatMap(({ name, rest }, i) =>
    expression.groups.includes(groupOf(name)) ? [[name, shown[i] + ((expression.values[name] ?? rest) - shown[i]) * weight]] : []));
}

/** Another of that name is replaced. @param {readonly Expression[]} list @param {Expression} expression @returns {readonly Expression[]} */
export function withExpression(list, expression) {
  const at = list.findIndex(({ name }) => name === expression.name);
  if (at < 0 && list.length >= MOST_EXPRESSIONS) throw new Error(`There is room for ${MOST_EXPRESSIONS} expressions of your own; delete one first.`);
  return at < 0 ? [...list, expression] : list.with(at, expression);
}

/** @param {readonly Expression[]} list @param {string} name */
export const withoutExpression = (list, name) => list.filter((expression) => expression.name !== name);

/** @param {readonly Expression[]} list @param {string} name @param {string} wanted @returns {readonly Expression[]} */
export function renamed(list, name, wanted) {
  const clean = cleanName(wanted);
  if (clean !== name && list.some((expression) => expression.name === clean)) throw new Error(`There is an expression "${clean}" already; choose another name.`);
  return list.map((expression) => (expression.name === name ? { ...expression, name: clean } : expression));
}

/** @param {readonly Expression[]} list */
export const writePalette = (list) => `${JSON.stringify({ version: 1, expressions: list }, null, 2)}\n`;

/** What writePalette wrote. @param {string} text @returns {readonly Expression[]} */
export function readPalette(text) {
  const file = parsed(text);
  if (file?.version !== 1 || !Array.isArray(file.expressions)) throw new Error("This is no palette of expressions: choose a file that was saved here.");
  if (file.expressions.length > MOST_EXPRESSIONS) throw new Error(`This palette has more than ${MOST_EXPRESSIONS} expressions; split it.`);
  return file.expressions.reduce((/** @type {readonly Expression[]} */ list, /** @type {unknown} */ item) => withExpression(list, checked(item)), []);
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("This is no palette of expressions: it is not JSON.");
  }
}

/** @param {any} item @returns {Expression} */
function checked(item) {
  const name = cleanName(String(item?.name ?? ""));
  const known = Array.isArray(item.groups) && item.groups.length > 0 && item.groups.every((/** @type {Group} */ group) => groups.includes(group));
  if (!known || typeof item.values !== "object" || item.values === null) throw new Error(`The expression "${name}" lacks its groups or values; save the palette again.`);
  /** @type {Record<string, number>} */ const values = {};
  for (const [channelName, value] of Object.entries(item.values)) {
    const channel = channelByName.get(channelName);
    if (!channel || !item.groups.includes(groupOf(channelName))) throw new Error(`The expression "${name}" has a value for "${channelName}", which is not in its groups; remove it.`);
    if (typeof value !== "number" || !(value >= channel.minimum && value <= channel.maximum)) throw new Error(`The expression "${name}" has ${channelName} ${value}, which must be ${channel.minimum} to ${channel.maximum}.`);
    values[channelName] = value;
  }
  return { name, groups: groups.filter((group) => item.groups.includes(group)), values };
}

/** @param {string} name */
function cleanName(name) {
  const clean = name.trim().slice(0, LONGEST_NAME);
  if (!clean) throw new Error("An expression needs a name; type one.");
  return clean;
}
