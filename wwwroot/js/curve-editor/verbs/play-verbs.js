// @ts-check
// Transport: playing, steps, marks.

/** @typedef {import("../verbs.js").Bench} Bench */

/** @type {readonly import("../verbs.js").Verb[]} */
export const playVerbs = [
  { id: "play", label: "Play or pause", menu: "Transport", keys: ["Space"], run: ({ player }) => player.toggle(), isOn: ({ player }) => player.isPlaying },
  { id: "loop", label: "Play in a loop", menu: "Transport", keys: ["L"], run: ({ editor }) => editor.set({ loop: !editor.options.loop }), isOn: ({ editor }) => editor.options.loop },
  { id: "frame-back", label: "One frame back", menu: "Transport", keys: ["ArrowLeft", ","], repeats: true, run: (bench) => step(bench, -1) },
  { id: "frame-forward", label: "One frame on", menu: "Transport", keys: ["ArrowRight", "."], repeats: true, run: (bench) => step(bench, 1) },
  { id: "frames-back", label: "Ten frames back", menu: "Transport", keys: ["Shift+ArrowLeft"], repeats: true, run: (bench) => step(bench, -10) },
  { id: "frames-forward", label: "Ten frames on", menu: "Transport", keys: ["Shift+ArrowRight"], repeats: true, run: (bench) => step(bench, 10) },
  { id: "first-frame", label: "To the first frame", menu: "Transport", keys: ["Home"], run: ({ editor }) => editor.seek(editor.range?.from === editor.playhead ? 0 : (editor.range?.from ?? 0)) },
  { id: "last-frame", label: "To the last frame", menu: "Transport", keys: ["End"], run: ({ editor }) => editor.seek(editor.range?.to === editor.playhead ? Infinity : (editor.range?.to ?? Infinity)) },
  { id: "slower", label: "Slower", menu: "Transport", keys: ["["], run: ({ editor }) => editor.set({ speed: nextSpeed(editor.options.speed, -1) }) },
  { id: "faster", label: "Faster", menu: "Transport", keys: ["]"], run: ({ editor }) => editor.set({ speed: nextSpeed(editor.options.speed, 1) }) },
  { id: "sound", label: "Sound on or off", menu: "Transport", keys: ["Shift+M"], needs: ({ player }) => (player.hasSound ? "" : "This motion has no sound."), run: ({ player }) => player.setSound(!player.isLoud), isOn: ({ player }) => player.isLoud },
  { id: "mark-in", label: "Range starts here", menu: "Transport", keys: ["I"], run: markIn },
  { id: "mark-out", label: "Range ends here", menu: "Transport", keys: ["O"], run: markOut },
  { id: "mark-all", label: "Mark everything", menu: "Transport", keys: ["Shift+I"], run: ({ editor }) => editor.mark({ from: 0, to: editor.project.track.length - 1 }) },
  { id: "mark-none", label: "No range", menu: "Transport", keys: ["Shift+O"], run: ({ editor }) => editor.mark(null) },
];

/** Speeds that can be chosen. */
export const speeds = [0.1, 0.25, 0.5, 1, 1.5, 2];

/** @param {Bench} bench @param {number} frames */
function step({ editor, player }, frames) {
  player.pause();
  editor.seek(Math.round(editor.playhead) + frames);
}

/** @param {number} speed @param {1 | -1} way */
function nextSpeed(speed, way) {
  return speeds[Math.min(Math.max(speeds.indexOf(speed) + way, 0), speeds.length - 1)] ?? 1;
}

/** @param {Bench} bench */
function markIn({ editor }) {
  const last = editor.project.track.length - 1;
  const to = editor.range && editor.range.to >= editor.playhead ? editor.range.to : last;
  editor.mark({ from: editor.playhead, to });
}

/** @param {Bench} bench */
function markOut({ editor }) {
  const from = editor.range && editor.range.from <= editor.playhead ? editor.range.from : 0;
  editor.mark({ from, to: editor.playhead });
}
