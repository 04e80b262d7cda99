// @ts-check
// Undo and redo of committed projects, without an end. Projects share what they have in common, so a step costs what it changed.

/** @typedef {import("./project.js").Project} Project */

/** All steps from the start, each with what led to it, and which of them is now. Immutable. @typedef {Readonly<{steps: readonly Readonly<{project: Project, label: string}>[], at: number}>} Steps */

/** @param {Steps} steps from {@link startOf} or kept by the browser */
export function makeHistory({ steps, at }) {
  let now = { steps, at };
  return {
    get project() { return now.steps[now.at].project; },
    /** What undo would take back; empty when there is nothing. */
    get undoLabel() { return now.at > 0 ? now.steps[now.at].label : ""; },
    get redoLabel() { return now.steps[now.at + 1]?.label ?? ""; },
    /** The same object for as long as nothing happened. @returns {Steps} */
    get steps() { return now; },
    /** The same project again is no step. @param {Project} project @param {string} label */
    push(project, label) {
      if (project === now.steps[now.at].project) return false;
      now = { steps: [...now.steps.slice(0, now.at + 1), { project, label }], at: now.at + 1 };
      return true;
    },
    undo: () => goTo(now.at - 1),
    redo: () => goTo(now.at + 1),
  };

  /** @param {number} at */
  function goTo(at) {
    if (!now.steps[at]) return false;
    now = { ...now, at };
    return true;
  }
}

/** @param {Project} project @returns {Steps} */
export const startOf = (project) => ({ steps: [{ project, label: "" }], at: 0 });

/** Steps that go on from a project because they had come to it; null where the project was changed elsewhere since. @param {Steps | null} steps @param {Project} project */
export function continued(steps, project) {
  const present = steps?.steps[steps.at]?.project;
  return present && JSON.stringify(present) === JSON.stringify(project) ? steps : null;
}
