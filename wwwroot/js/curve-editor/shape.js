// @ts-check
// Checks of what a file holds, put together like a schema. Each throws one sentence that says where and what.

/** @typedef {(value: any, where: string) => void} Check */

/** @param {number} minimum @param {number} maximum @returns {Check} */
export const number = (minimum, maximum) => (value, where) => {
  if (typeof value !== "number" || !(value >= minimum && value <= maximum)) refuse(value, where, `a number from ${minimum} to ${maximum}`);
};

/** @param {number} minimum @param {number} maximum @returns {Check} */
export const integer = (minimum, maximum) => (value, where) => {
  if (!Number.isInteger(value) || value < minimum || value > maximum) refuse(value, where, `a whole number from ${minimum} to ${maximum}`);
};

/** @type {Check} */
export const flag = (value, where) => {
  if (typeof value !== "boolean") refuse(value, where, "true or false");
};

/** @param {number} longest @returns {Check} */
export const text = (longest) => (value, where) => {
  if (typeof value !== "string" || value.length === 0 || value.length > longest) refuse(value, where, `a text of 1 to ${longest} letters`);
};

/** @param {RegExp} form @param {string} wanted @returns {Check} */
export const formed = (form, wanted) => (value, where) => {
  if (typeof value !== "string" || !form.test(value)) refuse(value, where, wanted);
};

/** @param {readonly unknown[]} options @returns {Check} */
export const choice = (options) => (value, where) => {
  if (!options.includes(value)) refuse(value, where, options.length > 8 ? "a known name" : `one of ${options.join(", ")}`);
};

/** @param {Check} item @param {number} fewest @param {number} most @param {"unique" | "any"} [entries] @returns {Check} */
export const list = (item, fewest, most, entries = "any") => (value, where) => {
  if (!Array.isArray(value) || value.length < fewest || value.length > most) refuse(value, where, `a list of ${fewest} to ${most} entries`);
  value.forEach((/** @type {any} */ entry, /** @type {number} */ i) => item(entry, `entry ${i + 1} of ${where}`));
  if (entries === "unique" && new Set(value).size < value.length) refuse(value, where, "a list without repetitions");
};

/** @param {Check} key @param {Check} item @returns {Check} */
export const map = (key, item) => (value, where) => {
  for (const [name, entry] of entriesOf(value, where)) {
    key(name, `a name in ${where}`);
    item(entry, `'${name}' of ${where}`);
  }
};

/** @param {Readonly<Record<string, Check>>} required @param {Readonly<Record<string, Check>>} [optional] @returns {Check} */
export const record = (required, optional = {}) => (value, where) => {
  const checks = new Map([...Object.entries(required), ...Object.entries(optional)]);
  const entries = entriesOf(value, where);
  for (const name of Object.keys(required)) if (!Object.hasOwn(value, name)) throw new Error(`In ${where} '${name}' is missing.`);
  for (const [name, entry] of entries) {
    const check = checks.get(name);
    if (!check) throw new Error(`In ${where} there is an unknown field '${name.slice(0, 40)}'.`);
    check(entry, `'${name}' of ${where}`);
  }
};

/** @param {any} value @param {string} where @returns {[string, any][]} */
function entriesOf(value, where) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(value, where, "an object");
  return Object.entries(value);
}

/** @param {unknown} value @param {string} where @param {string} wanted */
function refuse(value, where, wanted) {
  const shown = JSON.stringify(value) ?? "nothing";
  throw new Error(`${where[0].toUpperCase()}${where.slice(1)} is ${shown.length <= 40 ? shown : "something else"}; it must be ${wanted}.`);
}
