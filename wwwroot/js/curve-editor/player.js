// @ts-check
// Plays: one clock moves the playhead, and where there is sound, the sound is that clock.

/** @typedef {import("./editor.js").Editor} Editor */

/** @param {Editor} editor @param {import("./sound.js").Sound} sound @param {AbortSignal} signal */
export function makePlayer(editor, sound, signal) {
  let isPlaying = false;
  let isLoud = true;
  let from = { frame: 0, seconds: 0 };
  let expected = 0; // the playhead that playing set last
  let speed = editor.options.speed;
  let bySound = false; // which clock counts
  const events = new EventTarget();
  const tell = () => events.dispatchEvent(new Event("player"));

  const player = {
    get isPlaying() { return isPlaying; },
    get hasSound() { return sound.isThere; },
    get isLoud() { return isLoud; },
    toggle() { isPlaying ? player.pause() : player.play(); },
    play() {
      const { first, last } = ends();
      if (editor.playhead >= last || editor.playhead < first) editor.seek(first);
      isPlaying = true;
      restart();
      requestAnimationFrame(tick);
      tell();
    },
    pause() {
      if (!isPlaying) return;
      isPlaying = false;
      sound.stop();
      editor.seek(Math.round(editor.playhead));
      tell();
    },
    /** @param {boolean} loud */
    setSound(loud) {
      isLoud = loud;
      if (isPlaying) restart();
      tell();
    },
    /** @param {() => void} listener */
    on(listener) { events.addEventListener("player", listener, { signal }); },
  };
  signal.addEventListener("abort", () => {
    isPlaying = false;
    sound.stop();
  });
  sound.onChange(tell);
  return player;

  function tick() {
    if (!isPlaying || signal.aborted) return;
    if (editor.playhead !== expected || speed !== editor.options.speed || sound.isStale || bySound !== isHeard()) restart(); // scrubbed, another speed, another sound, or it has come
    const { rate } = editor.project.track;
    const { first, last } = ends();
    const frame = from.frame + Math.max(0, now() - from.seconds) * rate * speed; // a sound's latency may grow
    if (frame >= last + (editor.options.loop ? 1 : 0)) {
      if (!editor.options.loop) {
        editor.seek(last);
        return player.pause();
      }
      editor.seek(first);
      restart();
    } else editor.seek(Math.floor(frame));
    expected = editor.playhead;
    requestAnimationFrame(tick);
  }

  /** From the playhead on, with the speed that is set. */
  function restart() {
    ({ speed } = editor.options);
    sound.stop();
    if (isLoud) sound.play(editor.playhead, speed);
    bySound = isHeard();
    from = { frame: editor.playhead, seconds: now() };
    expected = editor.playhead;
  }

  function isHeard() { return isLoud && sound.isPlaying; }

  /** Seconds of the clock. */
  function now() {
    return bySound ? sound.now() : performance.now() / 1000;
  }

  /** First and last frame that are played. */
  function ends() {
    const { length } = editor.project.track;
    const { range } = editor;
    return { first: Math.min(range?.from ?? 0, length - 1), last: Math.min(range?.to ?? length - 1, length - 1) };
  }
}

/** @typedef {ReturnType<typeof makePlayer>} Player */
