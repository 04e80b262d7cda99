// @ts-check
// The curve editor on a page: attach() puts it into an element, and gives what takes it away again.

import { attachBlockLane } from "./block-lane.js";
import { makeChannelList } from "./channel-list.js";
import { el, write } from "./dom.js";
import { makeEditor } from "./editor.js";
import { mountFace } from "./face-view.js";
import { attachGestures } from "./gestures.js";
import { makeInspector } from "./inspector.js";
import { continued } from "./history.js";
import { keepHistory, keepPlace } from "./keeping.js";
import { keepOwn, openHistory } from "./kept-motions.js";
import { attachKeyboard, giveKeyboardToCurves } from "./keyboard.js";
import { attachKeyLayer } from "./key-layer.js";
import { makeLayerList } from "./layer-list.js";
import { makeLook } from "./look.js";
import { openHelp, openMenu } from "./menu.js";
import { mountPalette } from "./palette-panel.js";
import { makePanels } from "./panels.js";
import { makePlayer } from "./player.js";
import { makePresets } from "./presets.js";
import { attachRuler } from "./ruler.js";
import { load, makeSaver } from "./saving.js";
import { makeSavingBar } from "./saving-bar.js";
import { makeSimple } from "./simple.js";
import { makeSound } from "./sound.js";
import { attachSoundLane } from "./sound-lane.js";
import { mountSpeech } from "./speech-panel.js";
import { makeSurface } from "./surface.js";
import { makeToolbar } from "./toolbar.js";
import { makeTopBar } from "./top-bar.js";
import { makeTransport } from "./transport.js";
import { attachZoom } from "./zoom.js";

/** @typedef {{motion: string, face: string | null, clip: string | null, still: string | null, sound: string | null, back: string}} Settings a motion's id, and addresses: live face, driving film or picture, its sound, where "Use this motion" goes */

/** `driver`: whose film, picture and sound they are. @typedef {Settings & {driver: string | null}} DriverSettings */

/** @param {HTMLElement} root @param {Settings} settings @returns {Promise<{dispose: () => void}>} */
export async function attach(root, settings) {
  const ending = new AbortController();
  const waiting = el("p", { class: "ce-note", role: "status" }, "Loading the motion…");
  root.classList.add("curve-editor");
  root.replaceChildren(waiting);
  await open();
  return { dispose: () => ending.abort() };

  async function open() {
    try {
      const history = openHistory(settings.motion);
      const [loaded, steps] = await Promise.all([load(settings.motion), history.read()]);
      if (!ending.signal.aborted) build(root, settings, { ...loaded, history, steps }, ending.signal);
    } catch (fault) {
      write(waiting, fault instanceof Error ? fault.message : String(fault));
      waiting.classList.add("ce-fault");
      root.replaceChildren(waiting, el("button", { type: "button", class: "ce-button ce-main", onclick: open }, "Try again"));
    }
  }
}

/**
 * @param {HTMLElement} root @param {Settings} given
 * @param {Awaited<ReturnType<typeof load>> & {history: import("./kept-motions.js").KeptHistory, steps: import("./history.js").Steps | null}} loaded @param {AbortSignal} signal
 */
function build(root, given, { project, etag, unsaved, history, steps }, signal) {
  // 1. State
  const settings = { ...given, driver: project.source?.driver ?? null };
  const saver = makeSaver(settings.motion, etag, { onState: (state) => savingBar.show(state) });
  signal.addEventListener("abort", () => saver.dispose());
  const editor = makeEditor(project, (changed) => saver.save(changed), continued(steps, project) ?? undefined);
  keepHistory(editor, saver, history, signal);
  keepPlace(editor, `hellomeme-place-${settings.motion}`, signal);
  void keepOwn(signal);
  const look = makeLook(editor, `hellomeme-look-${settings.motion}`);
  const surface = makeSurface(editor, look, signal);
  const sound = makeSound(editor, settings, signal);
  const player = makePlayer(editor, sound, signal);
  /** @type {import("./verbs.js").Bench} */ const bench = {
    editor, look, surface, player, root, settings, presets: makePresets(), openHelp: () => openHelp(bench),
    openMenu: () => {
      const box = surface.plane.getBoundingClientRect();
      openMenu(bench, { x: Math.max(box.left, 8) + 40, y: Math.max(box.top, 60) + 20 }, "All commands", () => true);
    },
  };

  // 2. Screen
  const topBar = makeTopBar(bench, saver, signal);
  const savingBar = makeSavingBar({ editor, saver, settings, topBar, unsaved, steps: unsaved && continued(steps, unsaved), root });
  const said = el("p", { class: "ce-said", role: "status", "aria-live": "polite" });
  const face = el("div", { class: "ce-face" });
  const palette = el("div", {});
  const speech = el("div", {});
  mountFace(editor, face, settings, signal);
  const panels = makePanels(bench, [["key", "Keys", makeInspector(bench, signal)], ["layers", "Layers", makeLayerList(bench, signal)], ["simple", "Sliders", makeSimple(bench, signal)],
    ["palette", "Expressions", palette, () => mountPalette(editor, palette, settings, signal)],
    ["speech", "Speech", speech, () => mountSpeech(editor, speech, settings, signal)]], signal);
  const curves = el("section", { class: "ce-curves", "aria-label": "Curve editor" }, makeToolbar(bench, signal), el("div", { class: "ce-work" }, makeChannelList(bench, signal), surface.root));
  root.replaceChildren(topBar.root, savingBar.root,
    el("div", { class: "ce-main-area" },
      el("div", { class: "ce-stage" }, face, makeTransport(bench, signal)),
      panels.root,
      curves),
    said);

  // 3. Hands
  attachGestures(editor, look, surface, (at) => openMenu(bench, { x: at.clientX, y: at.clientY }, "Keys", (verb) => verb.menu === "Keys" || verb.menu === "Shape"), signal);
  attachZoom(editor, look, surface, signal);
  attachRuler(editor, surface, signal);
  attachKeyLayer(editor, look, surface, signal);
  attachBlockLane(bench, signal);
  attachSoundLane(bench, sound, signal);
  attachKeyboard(bench, signal);
  giveKeyboardToCurves(bench, signal);

  let forget = 0;
  editor.on("say", () => {
    write(said, "");
    clearTimeout(forget);
    requestAnimationFrame(() => write(said, editor.said));
    forget = setTimeout(() => write(said, ""), 6000);
  }, signal);
  look.on(showMode, signal);
  showMode();

  function showMode() {
    root.dataset.mode = look.state.mode;
  }
}
