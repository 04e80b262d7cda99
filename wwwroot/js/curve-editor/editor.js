// @ts-check
// The one state of an open editor. A gesture is a transaction: begin, show as often as wanted, commit or cancel; nothing leaves the page before the commit.

import { makeHistory, startOf } from "./history.js";
import { isSeam } from "./layers.js";
import { played } from "./project.js";

/** @typedef {import("./project.js").Project} Project */

/** One key: where it stands in its curve. Only keys of the active layer are selected. @typedef {{channel: string, index: number}} KeyRef */

/** What an edit gives back: the new project, and the keys to be selected where they change. @typedef {{project: Project, selection?: readonly KeyRef[]}} Edit */

/**
 * `reach`: what a slider changes: frames around the playhead, the marked range, or all.
 * @typedef {{linked: boolean, autoKey: boolean, snap: boolean, loop: boolean, speed: number, reach: "here" | "range" | "all"}} Options
 */

/** @typedef {{from: number, to: number}} Range in frames, both within */

/** @typedef {"change" | "playhead" | "options" | "say"} EditorEvent change: project, selection, layer or range */

/** Said to whoever wants something else in the middle of a gesture. */
export const FINISH = "Finish the drag first: let go, or press Esc.";

/** @param {Project} start @param {(project: Project) => void} save called with every committed project @param {import("./history.js").Steps} [steps] that led to the start, and on from it */
export function makeEditor(start, save, steps = startOf(start)) {
  let history = makeHistory(steps);
  /** @type {Project | null} */ let draft = null;
  /** @type {{project: Project, ended: () => void} | null} */ let preview = null;
  /** @type {readonly KeyRef[]} */ let selection = [];
  /** @type {readonly KeyRef[]} */ let before = [];
  /** @type {Range | null} */ let range = null;
  /** @type {Options} */ let options = { linked: true, autoKey: true, snap: true, loop: true, speed: 1, reach: "here" };
  /** @type {{of: Project, track: import("./track.js").Track} | null} */ let playing = null;
  let playhead = 0;
  let layer = Math.max(0, start.track.layers.findLastIndex((l) => l.kind === "edits" && !isSeam(l)));
  let said = "";
  const events = new EventTarget();
  const tell = (/** @type {EditorEvent} */ name) => events.dispatchEvent(new Event(name));

  const editor = {
    /** What is on screen: the committed project, or the one a gesture or a preview shows. */
    get project() { return draft ?? preview?.project ?? history.project; },
    /** The track of that project as it plays, made once for each. */
    get track() {
      const { project } = editor;
      if (playing?.of !== project) playing = { of: project, track: played(project) };
      return playing.track;
    },
    get selection() { return selection; },
    get playhead() { return playhead; },
    /** The active layer. Captured layers cannot be edited. */
    get layer() { return layer; },
    get range() { return range; },
    get options() { return options; },
    get said() { return said; },
    get inGesture() { return draft !== null; },
    get inPreview() { return preview !== null; },
    get undoLabel() { return history.undoLabel; },
    get redoLabel() { return history.redoLabel; },
    /** All that can be undone and done again; the same object until a commit, undo or redo. */
    get steps() { return history.steps; },

    /** A preview ends. @returns {Project} the committed project, which edits start from */
    begin() {
      editor.endPreview();
      draft = history.project;
      before = selection;
      return draft;
    },
    /** @param {Edit} edit made from the project as it was at `begin` or later */
    show(edit) {
      draft = edit.project;
      selection = edit.selection ?? selection;
      tell("change");
    },
    /** @param {string} label what undo will call it */
    commit(label) {
      const project = draft;
      const { track } = history.project;
      draft = null;
      if (project && history.push(project, label)) {
        follow(track);
        save(project);
      }
      tell("change");
    },
    cancel() {
      draft = null;
      selection = before;
      tell("change");
    },
    /** Shows a project that nobody edits: whatever is begun next ends it. @param {Project} project @param {() => void} ended is told so, once, as the committed project is on screen again */
    preview(project, ended) {
      preview = { project, ended };
      tell("change");
    },
    endPreview() {
      const over = preview;
      preview = null;
      if (!over) return;
      tell("change");
      over.ended();
    },
    /** A whole transaction, but for one in the middle of a gesture, whose end would take it back. A refusal is said, and nothing changes. @param {string} label @param {(project: Project) => Edit} edit */
    apply(label, edit) {
      try {
        if (draft) throw new Error(FINISH);
        editor.endPreview();
        const made = edit(history.project);
        editor.begin();
        editor.show(made);
        editor.commit(label);
        return true;
      } catch (fault) {
        editor.say(fault instanceof Error ? fault.message : String(fault));
        return false;
      }
    },
    /** For what comes by itself, from the studio or a file: once no gesture is open. */
    async whenFree() {
      while (draft) await new Promise((resume) => events.addEventListener("change", resume, { once: true }));
    },
    undo() {
      const { undoLabel: label, project: { track } } = history;
      if (draft || !history.undo()) return;
      afterTravel(track, `Undone: ${label}`);
    },
    redo() {
      const { track } = history.project;
      if (draft || !history.redo()) return;
      afterTravel(track, `Done again: ${history.undoLabel}`);
    },
    /** Goes on with steps that the browser had kept, from the one they had come to. @param {import("./history.js").Steps} kept */
    takeUp(kept) {
      const { track } = history.project;
      history = makeHistory(kept);
      draft = null;
      follow(track);
      save(history.project);
      afterLoad();
    },

    /** @param {readonly KeyRef[]} keys */
    select(keys) {
      selection = keys;
      tell("change");
    },
    /** @param {number} index */
    useLayer(index) {
      layer = Math.min(index, history.project.track.layers.length - 1); // a preview may show more
      selection = [];
      tell("change");
    },
    /** One frame can be marked, too: for what counts frames. @param {Range | null} wanted */
    mark(wanted) {
      range = wanted && wanted.to >= wanted.from ? wanted : null;
      tell("change");
    },
    /** @param {number} frame is kept within the track */
    seek(frame) {
      playhead = Math.min(Math.max(frame, 0), editor.project.track.length - 1);
      tell("playhead");
    },
    /** @param {Partial<Options>} wanted */
    set(wanted) {
      options = { ...options, ...wanted };
      tell("options");
    },
    /** One sentence for everybody, read aloud too. @param {string} sentence */
    say(sentence) {
      said = sentence;
      tell("say");
    },
    /** @param {EditorEvent} name @param {() => void} listener @param {AbortSignal} signal */
    on(name, listener, signal) { events.addEventListener(name, listener, { signal }); },
  };
  return editor;

  /** @param {import("./track.js").Track} before @param {string} sentence */
  function afterTravel(before, sentence) {
    follow(before);
    save(history.project);
    afterLoad();
    editor.say(sentence);
  }

  /** The active layer stays active wherever it went. Where the length changed, other frames are marked than were meant: none then. @param {import("./track.js").Track} before */
  function follow(before) {
    const { layers, length } = history.project.track;
    const was = before.layers[layer];
    const isNamed = (/** @type {import("./track.js").Layer | undefined} */ one) => one?.name === was?.name;
    const places = [layers.indexOf(was), isNamed(layers[layer]) ? layer : layers.findIndex(isNamed), layer];
    layer = Math.max(0, Math.min(places.find((place) => place >= 0) ?? 0, layers.length - 1));
    if (length === before.length) return;
    range = null;
    editor.seek(playhead);
  }

  function afterLoad() {
    selection = [];
    tell("change");
    editor.seek(playhead);
  }
}

/** @typedef {ReturnType<typeof makeEditor>} Editor */
