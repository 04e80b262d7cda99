// @ts-check
// The list of channels at the left: groups, search, what is shown, muted, solo and locked, and a slider for the value at the playhead.

import { colourOf } from "./colours.js";
import { sameInputs, shownTrack } from "./composite.js";
import { el, icon, iconButton, write } from "./dom.js";
import { listed, wordsOf } from "./look.js";
import { setPose } from "./pose.js";
import { makeSlider, reachOf } from "./sliders.js";
import { setColour, toggle } from "./switches.js";
import { channels, evaluateTrack, groupOf, groups } from "./track.js";
import { twinChannel } from "./linked.js";
import { perform, verbById } from "./verbs.js";

/** @typedef {import("./verbs.js").Bench} Bench */
/** @typedef {"muted" | "solo" | "locked"} Switch */

/** @type {readonly (readonly [which: Switch, letter: string, verb: string])[]} */
const switches = [["muted", "M", "Mute"], ["solo", "S", "Solo"], ["locked", "L", "Lock"]];

/** @param {Bench} bench @param {AbortSignal} signal */
export function makeChannelList(bench, signal) {
  const { editor, look, surface } = bench;
  const search = el("input", { type: "search", placeholder: "Search channels", "aria-label": "Search channels", "data-search": true, oninput: () => look.set({ search: search.value }) });
  const animated = verbButton("only-animated", "curve");
  const link = verbButton("link", "link");
  const rows = channels.map((channel) => rowOf(bench, channel));
  const sections = groups.map((group) => groupOfRows(bench, group, rows.filter((row) => groupOf(row.name) === group)));
  const root = el("section", { class: "ce-channels", "aria-label": "Channels" }, el("div", { class: "ce-row ce-channels-head" }, search, animated, link), el("div", { class: "ce-scroll" }, ...sections.map((section) => section.root)));

  for (const event of /** @type {const} */ (["change", "options"])) editor.on(event, showAll, signal);
  editor.on("playhead", showValues, signal);
  look.on(showAll, signal);
  let waiting = false;
  /** @type {unknown[]} */ let shown = [];
  showAll();
  return root;

  function showAll() {
    const inputs = inputsOfRows(bench);
    if (!sameInputs(inputs, shown)) showRows();
    shown = inputs;
    showValues();
  }

  function showRows() {
    const names = new Set(listed(look.state, editor.project.track));
    for (const row of rows) row.show(names.has(row.name), surface.palette.dark);
    for (const section of sections) section.show();
    animated.setAttribute("aria-pressed", String(look.state.onlyAnimated));
    link.setAttribute("aria-pressed", String(editor.options.linked));
    if (search.value !== look.state.search) search.value = look.state.search;
  }

  function showValues() {
    if (waiting || look.state.mode === "simple") return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const values = evaluateTrack(shownTrack(editor.project), editor.playhead);
      rows.forEach((row, i) => row.showValue(values[i]));
    });
  }

  /** @param {string} id @param {Parameters<typeof iconButton>[0]} name */
  function verbButton(id, name) {
    const verb = /** @type {import("./verbs.js").Verb} */ (verbById.get(id));
    return iconButton(name, verb.label, () => perform(bench, verb));
  }
}

/** All that rows depend on but the playhead: scrolling leaves them as they are. @param {Bench} bench @returns {unknown[]} */
function inputsOfRows({ editor: { project, options }, look: { state }, surface }) {
  return [state.shown, state.current, state.search, state.onlyAnimated, state.onlyAnimated && project.track, project.muted, project.solo, project.locked, project.colours, options.linked, surface.palette.dark];
}

/** @param {Bench} bench @param {import("./track.js").Channel} channel */
function rowOf(bench, { name, minimum, maximum, rest }) {
  const { editor, look } = bench;
  const words = wordsOf(name);
  let shownColour = "";
  const eye = el("button", { type: "button", class: "ce-swatch", "aria-label": `Show ${words}`, title: `Show ${words}`, onclick: () => show(!look.state.shown.includes(name)) });
  const title = el("button", { type: "button", class: "ce-name", title: `${words}: click to edit, with Ctrl to show beside others`, onclick: choose }, words);
  const slider = makeSlider(editor, {
    label: words, minimum, maximum, rest, step: (maximum - minimum) / 200,
    edit: (project, value) => setPose(project, Object.fromEntries(namesOf().map((n) => [n, value])), reachOf(editor)),
  });
  const value = el("span", { class: "ce-value", "aria-hidden": "true" });
  const buttons = switches.map(([which, letter, verb]) => el("button", {
    type: "button", class: "ce-switch", "aria-label": `${verb} ${words}`, title: verb, onclick: () => editor.apply(`${verb} ${words}`, (project) => ({ project: toggle(project, which, namesOf()) })),
  }, which === "locked" ? icon("lock") : letter));
  const colour = el("input", { type: "color", class: "ce-colour", "aria-label": `Colour of ${words}`, title: "Colour", oninput: () => tint(colour.value), onchange: () => paint(colour.value), onblur: () => tint(shownColour) });
  const root = el("div", { class: "ce-channel", "data-channel": name }, eye, title, slider.input, value, colour, ...buttons);
  return {
    root, name,
    /** @param {boolean} isListed @param {boolean} dark */
    show(isListed, dark) {
      const { shown, current } = look.state;
      root.hidden = !isListed;
      shownColour = colourOf(name, dark, editor.project.colours);
      tint(shownColour);
      colour.value = editor.project.colours?.[name] ?? shownColour;
      eye.setAttribute("aria-pressed", String(shown.includes(name)));
      root.classList.toggle("ce-current", current === name);
      title.setAttribute("aria-current", String(current === name));
      switches.forEach(([which], i) => buttons[i].setAttribute("aria-pressed", String(editor.project[which]?.includes(name) ?? false)));
      slider.input.disabled = editor.project.locked?.includes(name) ?? false;
    },
    /** @param {number} seen */
    showValue(seen) {
      slider.show(seen);
      write(value, (slider.isMoving ? slider.input.valueAsNumber : seen).toFixed(2));
    },
  };

  /** @param {string} seen */
  function tint(seen) { root.style.setProperty("--ce-colour", seen); }

  /** @param {string} wanted */
  function paint(wanted) {
    editor.apply(`Colour of ${words}`, (project) => ({ project: setColour(project, name, wanted) }));
  }

  /** @param {boolean} wanted */
  function show(wanted) {
    const names = namesOf();
    const others = look.state.shown.filter((n) => !names.includes(n));
    look.set({ shown: wanted ? [...others, ...names] : others, ...(wanted && { current: name }) });
  }

  /** @param {Event} event */
  function choose(event) {
    const joins = event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey);
    if (look.state.current === name && !joins) return look.set({ shown: namesOf() });
    const names = namesOf().filter((n) => !look.state.shown.includes(n));
    look.set({ current: name, shown: [...look.state.shown, ...names] });
  }

  function namesOf() {
    const twin = editor.options.linked ? twinChannel(name) : null;
    return twin ? [name, twin] : [name];
  }
}

/** @param {Bench} bench @param {import("./track.js").Group} group @param {ReturnType<typeof rowOf>[]} rows */
function groupOfRows({ editor, look }, group, rows) {
  const names = rows.map((row) => row.name);
  const all = el("button", { type: "button", class: "ce-swatch", "aria-label": `Show ${group}`, title: `Show ${group}`, onclick: () => {
    const others = look.state.shown.filter((name) => !names.includes(name));
    look.set({ shown: isShown() ? others : [...others, ...names] });
  } });
  const buttons = switches.map(([which, letter, verb]) => el("button", {
    type: "button", class: "ce-switch", "aria-label": `${verb} ${group}`, title: `${verb} ${group}`, onclick: () => editor.apply(`${verb} ${group}`, (project) => ({ project: toggle(project, which, names) })),
  }, which === "locked" ? icon("lock") : letter));
  const list = el("div", { class: "ce-group-rows" }, ...rows.map((row) => row.root));
  const fold = el("button", { type: "button", class: "ce-group-name", "aria-expanded": "true", onclick: () => {
    list.hidden = !list.hidden;
    fold.setAttribute("aria-expanded", String(!list.hidden));
  } }, group);
  const root = el("div", { class: "ce-group" }, el("div", { class: "ce-group-head" }, all, fold, ...buttons), list);
  return {
    root,
    show() {
      root.hidden = rows.every((row) => row.root.hidden);
      all.setAttribute("aria-pressed", String(isShown()));
      switches.forEach(([which], i) => buttons[i].setAttribute("aria-pressed", String(names.every((name) => editor.project[which]?.includes(name)))));
    },
  };

  function isShown() { return names.every((name) => look.state.shown.includes(name)); }
}
