// @ts-check
// Undo and redo of committed projects, without an end. Projects share what they have in common, so a step costs what it changed.

/** @typedef {import("./project.js").Project} Project */

/** @param {Project} start */
export function makeHistory(start) {
  /** @type {{project: Project, label: string}[]} */ let steps = [{ project: start, label: "" }];
  let at = 0;
  return {
    get project() { return steps[at].project; },
    /** What undo would take back; empty when there is nothing. */
    get undoLabel() { return at > 0 ? steps[at].label : ""; },
    get redoLabel() { return steps[at + 1]?.label ?? ""; },
    /** The same project again is no step. @param {Project} project @param {string} label */
    push(project, label) {
      if (project === steps[at].project) return false;
      steps = [...steps.slice(0, at + 1), { project, label }];
      at++;
      return true;
    },
    undo: () => at > 0 && (at--, true),
    redo: () => at + 1 < steps.length && (at++, true),
  };
}

/** @typedef {ReturnType<typeof makeHistory>} History */
