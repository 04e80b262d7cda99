// @ts-check
// Plays a sound while the face shows what it would say; nothing is written.

import { FINISH } from "./editor.js";
import { insertSpeech } from "./speech-edit.js";

/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./speech.js").SpeechCurve} SpeechCurve */

/** @param {Editor} editor @param {() => void} changed it plays, or no more @param {AbortSignal} signal */
export function makeSpeechPreview(editor, changed, signal) {
  /** @type {{context: AudioContext, project: import("./project.js").Project, start: number, frames: number, back: number} | null} */ let playing = null;
  const preview = {
    get isPlaying() { return playing !== null; },
    get start() { return playing?.start ?? 0; },
    /** @param {import("./speech-source.js").Sound} sound @param {readonly SpeechCurve[]} curves @param {number} start frame */
    play({ pcm, sampleRate }, curves, start) {
      preview.stop();
      if (editor.inGesture) return editor.say(FINISH);
      const context = new AudioContext();
      playing = { context, project: editor.project, start, frames: curves[0].samples.length, back: editor.playhead };
      if (!preview.show(curves)) return preview.stop();
      const buffer = context.createBuffer(1, pcm.length, sampleRate);
      buffer.getChannelData(0).set(pcm);
      const node = context.createBufferSource();
      node.buffer = buffer;
      node.connect(context.destination);
      node.start();
      changed();
      requestAnimationFrame(tick);
    },
    /** Other curves under the same sound. @param {readonly SpeechCurve[]} curves @returns whether there is room for them */
    show(curves) {
      if (!playing) return false;
      try {
        editor.preview(insertSpeech(playing.project, curves, playing.start).project, end);
        return true;
      } catch (fault) {
        editor.say(fault instanceof Error ? fault.message : String(fault));
        return false;
      }
    },
    stop() {
      editor.endPreview();
      end(); // where nothing could be shown
    },
  };
  signal.addEventListener("abort", () => preview.stop());
  return preview;

  function end() {
    if (!playing) return;
    const { context, back } = playing;
    playing = null;
    void context.close();
    editor.seek(back);
    changed();
  }

  function tick() {
    if (!playing) return;
    const { context, start, frames } = playing;
    const { rate, length } = editor.project.track;
    const frame = start + Math.floor(context.currentTime * rate);
    if (frame >= Math.min(start + frames, length)) return preview.stop();
    editor.seek(frame);
    requestAnimationFrame(tick);
  }
}
