// @ts-check
// The same curves with fewer keys.

import { evaluateCurve } from "./curve.js";
import { cleanKey, editableLayer, refuseLocked, withLayer } from "./change.js";
import { fitKeys } from "./curve-fitting.js";

export { fitKeys };

/** @typedef {import("./curve.js").Curve} Curve */
/** @typedef {import("./project.js").Project} Project */

/**
 * Fits curves of a layer anew, samples too, within a tolerance in the channel's unit. A curve that would not get fewer keys stays.
 * @param {Project} project
 * @param {number} layer
 * @param {readonly string[]} names of channels
 * @param {number} tolerance above 0
 * @returns {{project: Project, before: number, after: number, error: number}} keys before and after, and the greatest error at any whole frame
 */
export function simplify(project, layer, names, tolerance) {
  const { curves } = editableLayer(project, layer);
  const result = { before: 0, after: 0, error: 0 };
  /** @type {Record<string, Curve>} */ const simpler = {};
  for (const name of names) {
    const curve = curves[name];
    if (!curve) continue;
    const before = (curve.keys ?? curve.samples ?? []).length;
    const fitted = fitCurve(curve, tolerance);
    if (fitted.keys.length < before) simpler[name] = { keys: fitted.keys };
    result.before += before;
    result.after += Math.min(fitted.keys.length, before);
    if (simpler[name]) result.error = Math.max(result.error, fitted.error);
  }
  refuseLocked(project, Object.keys(simpler));
  return { ...result, project: Object.keys(simpler).length ? withLayer(project, layer, { curves: { ...curves, ...simpler } }) : project };
}

/** @param {Curve} curve @param {number} tolerance */
function fitCurve(curve, tolerance) {
  const first = curve.keys ? Math.floor(curve.keys[0].frame) : 0;
  const last = curve.keys ? Math.ceil(curve.keys[curve.keys.length - 1].frame) : (curve.samples?.length ?? 1) - 1;
  const values = Array.from({ length: last - first + 1 }, (_, i) => evaluateCurve(curve, first + i));
  const keys = fitKeys(values, tolerance).map((key) => cleanKey({ ...key, frame: key.frame + first }));
  return { keys, error: Math.max(...values.map((value, i) => Math.abs(evaluateCurve({ keys }, first + i) - value))) };
}
