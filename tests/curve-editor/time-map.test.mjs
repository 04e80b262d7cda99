// Which seconds of a recording each frame is, through edits of time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { replaceCapture } from "../../wwwroot/js/curve-editor/bake.js";
import { clipSpeech } from "../../wwwroot/js/curve-editor/clip-speech.js";
import { readFile, toFile } from "../../wwwroot/js/curve-editor/file.js";
import { makeHistory, startOf } from "../../wwwroot/js/curve-editor/history.js";
import { cuesOf, soundtrackOf } from "../../wwwroot/js/curve-editor/soundtrack.js";
import { retime, rippleDelete, rippleInsert, trim } from "../../wwwroot/js/curve-editor/time.js";
import { driverMap, heardAt, laySound, pictureAt, withoutSound } from "../../wwwroot/js/curve-editor/time-map.js";
import { channels, evaluateTrack } from "../../wwwroot/js/curve-editor/track.js";
import { wavOf } from "../../wwwroot/js/curve-editor/wav.js";
import { capture, frozen, makeRandom, project } from "./made-projects.mjs";

/** 100 frames at 25 a second, of seconds 2 to 6 of a clip. */
const driven = frozen({ ...project(), source: { driver: "a-clip", from: 2, to: 6 } });
const CLIP = { driver: "a-clip", sound: "/clip" };
const segments = (p) => p.source.segments.map(({ frame, frames, from, to }) => [frame, frames, from, to]);

test("an unedited motion is its clip frame by frame, and has no map", () => {
  assert.deepEqual(driverMap(driven), [{ frame: 0, frames: 100, from: 2, to: 6 }]);
  assert.equal(pictureAt(driverMap(driven), 25), 3);
  assert.equal(driven.source.segments, undefined);
});

test("a cut leaves its seconds out, an insertion holds a picture in silence, a retimed stretch runs at another pace", () => {
  const cut = rippleDelete(driven, { from: 20, to: 29 });
  assert.deepEqual(segments(cut), [[0, 20, 2, 2.8], [20, 70, 3.2, 6]]);
  const longer = rippleInsert(cut, 50, 10);
  assert.deepEqual(segments(longer), [[0, 20, 2, 2.8], [20, 30, 3.2, 4.4], [50, 10, 4.4, 4.4], [60, 40, 4.4, 6]]);
  assert.deepEqual([49, 50, 55, 60].map((frame) => pictureAt(driverMap(longer), frame)), [4.36, 4.4, 4.4, 4.4]);
  assert.deepEqual([49, 50, 59, 60].map((frame) => heardAt(driverMap(longer), frame)), [4.36, null, null, 4.4]);
  const slow = retime(cut, { from: 10, to: 29 }, 40);
  assert.deepEqual(segments(slow), [[0, 10, 2, 2.4], [10, 20, 2.4, 2.8], [30, 20, 3.2, 3.6], [50, 60, 3.6, 6]]);
  assert.deepEqual(segments(trim(longer, { from: 45, to: 64 })), [[0, 5, 4.2, 4.4], [5, 10, 4.4, 4.4], [15, 5, 4.4, 4.6]]);
  assert.deepEqual(segments(trim(driven, { from: 10, to: 79 })), [[0, 70, 2.4, 5.2]]);
  assert.equal(trim(driven, { from: 0, to: 79 }).source.segments, undefined);
});

test("at the ends an insertion holds the first and the last picture", () => {
  assert.deepEqual(segments(rippleInsert(driven, 0, 5)), [[0, 5, 2, 2], [5, 100, 2, 6]]);
  const end = rippleInsert(trim(driven, { from: 0, to: 49 }), 50, 5);
  assert.deepEqual(segments(end), [[0, 50, 2, 4], [50, 5, 3.96, 3.96]]);
});

test("what was put in and taken out again leaves no trace", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = makeRandom(seed);
    const [at, count] = [random.whole(0, 100), random.whole(1, 30)];
    const back = rippleDelete(rippleInsert(driven, at, count), { from: at, to: at + count - 1 });
    assert.deepEqual(back.source, driven.source, `seed ${seed}`);
    const [from, frames] = [random.whole(0, 60), random.whole(2, 60)];
    const again = retime(retime(driven, { from, to: from + 29 }, frames), { from, to: from + frames - 1 }, 30);
    assert.deepEqual(again.source, driven.source, `seed ${seed}: ${from}, ${frames}`);
  }
});

const verbs = {
  insert: (p, r) => rippleInsert(p, r.whole(0, p.track.length), r.whole(1, 12)),
  delete: (p, r) => (p.track.length > 40 ? rippleDelete(p, some(p, r)) : p),
  trim: (p, r) => (p.track.length > 60 ? trim(p, { from: r.whole(0, 5), to: p.track.length - 1 - r.whole(0, 5) }) : p),
  retime: (p, r) => retime(p, some(p, r), r.whole(1, 30)),
};

function some({ track: { length } }, random) {
  const from = random.whole(0, length - 1);
  return { from, to: Math.min(length - 1, from + random.whole(0, 15)) };
}

/** Edits as history has them, from a project with a gap of 20 frames: first project, last project, history. */
function edited(random, names) {
  const counting = { ...capture(), layers: [{ ...capture().layers[0], curves: { jawOpen: { samples: Array.from({ length: 100 }, (_, i) => Math.fround(i / 100)) } } }] };
  const start = frozen({ ...project(counting), source: { driver: "a-clip", segments: [{ frame: 0, frames: 40, from: 0, to: 1.6 }, { frame: 60, frames: 40, from: 2.4, to: 4 }] } });
  const history = makeHistory(startOf(start));
  for (let i = 0; i < 12; i++) history.push(frozen(verbs[random.pick(names)](history.project, random)), "time");
  return { start, history };
}

test("whatever is done to time: pieces are in order, seconds only grow, gaps stay gaps, and undo leads back", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { start, history } = edited(makeRandom(seed), Object.keys(verbs));
    const { source, track } = history.project;
    assert.deepEqual(readFile(toFile(history.project)), history.project, `seed ${seed}`);
    source.segments.forEach((segment, i) => {
      assert.ok(segment.to >= segment.from, `seed ${seed}: ${JSON.stringify(segment)}`);
      assert.ok(segment.to <= 1.6 + 1e-6 || segment.from >= 2.4 - 1e-6, `seed ${seed}: nothing is heard of what the gap leaves out`);
      if (i > 0) assert.ok(segment.from >= source.segments[i - 1].to - 1e-6, `seed ${seed}: seconds only grow`);
    });
    assert.ok(source.segments.reduce((sum, { frames }) => sum + frames, 0) <= track.length + 1e-6);
    while (history.undo());
    assert.equal(history.project, start);
  }
});

test("whatever is cut, put in and trimmed: each frame is the picture that it shows", () => {
  const jaw = channels.findIndex(({ name }) => name === "jawOpen");
  for (let seed = 1; seed <= 100; seed++) {
    const { source: { segments: map }, track } = edited(makeRandom(seed), ["insert", "delete", "trim"]).history.project;
    for (let frame = 0; frame < track.length; frame++) {
      const shown = 100 * evaluateTrack(track, frame)[jaw];
      const within = map.find((s) => s.frame <= frame && frame < s.frame + s.frames);
      if (within) assert.ok(Math.abs(25 * pictureAt(map, frame) - shown) < 1e-4, `seed ${seed} at ${frame}: ${25 * pictureAt(map, frame)} ${shown}`);
      else assert.ok(shown > 39.9 && shown < 59.1, `seed ${seed} at ${frame}: no picture of ${shown}`);
    }
  }
});

test("a recording is laid over others, goes along with time, and can be taken out", () => {
  const one = laySound(driven, "first", 10, 2);
  assert.deepEqual(one.sound, [{ asset: "first", frame: 10, frames: 50, from: 0, to: 2 }]);
  const two = laySound(one, "second", 30, 0.4);
  assert.deepEqual(two.sound.map(({ asset, frame, frames, from, to }) => [asset, frame, frames, from, to]), [["first", 10, 20, 0, 0.8], ["second", 30, 10, 0, 0.4], ["first", 40, 20, 1.2, 2]]);
  assert.deepEqual(laySound(driven, "long", 90, 5).sound, [{ asset: "long", frame: 90, frames: 10, from: 0, to: 0.4 }]);
  const moved = rippleInsert(rippleDelete(two, { from: 0, to: 14 }), 20, 5);
  assert.deepEqual(moved.sound.map(({ asset, frame, frames, from }) => [asset, frame, frames, from]), [["first", 0, 15, 0.2], ["second", 15, 5, 0], ["second", 25, 5, 0.2], ["first", 30, 20, 1.2]]);
  assert.equal("sound" in withoutSound(moved), false);
  assert.equal("sound" in trim(two, { from: 70, to: 99 }), false);
  assert.throws(() => laySound(driven, "late", 100, 1), /no room/);
  assert.deepEqual([replaceCapture(moved, capture(22)).source, replaceCapture(moved, capture(22)).sound], [moved.source, moved.sound], "a new capture is cut as the old one was");
  assert.deepEqual(replaceCapture(two, capture(35)).sound.map(({ frame, frames }) => [frame, frames]), [[10, 20], [30, 5]]);
});

test("a player is told what to start, when, from where and how fast", () => {
  const slow = retime(rippleInsert(driven, 50, 10), { from: 60, to: 69 }, 20);
  const pieces = soundtrackOf(slow, CLIP);
  assert.deepEqual(pieces.map(({ address, frame, frames }) => [address, frame, frames]), [["/clip", 0, 50], ["/clip", 60, 20], ["/clip", 80, 40]]);
  const cues = cuesOf(pieces, 40, 25, 2).map((cue) => Object.values(cue).map((value) => (typeof value === "number" ? Number(value.toFixed(6)) : value)));
  assert.deepEqual(cues, [["/clip", 0, 3.6, 0.4, 2], ["/clip", 0.4, 4, 0.4, 1], ["/clip", 0.8, 4.4, 1.6, 2]]);
  assert.deepEqual(soundtrackOf(laySound(slow, "a b", 0, 1), CLIP).map(({ address }) => address), ["/api/assets/a%20b/sound"]);
  assert.deepEqual(soundtrackOf(slow, { ...CLIP, sound: null }), []);
});

test("speech of an edited clip is heard and seen where its seconds went", () => {
  const rate = 16_000;
  const pcm = Float32Array.from({ length: 7 * rate }, (_, i) => (i >= 4 * rate && i < 5 * rate ? 0.5 * Math.sin((2 * Math.PI * 200 * i) / rate) : 0));
  const { track, source } = rippleInsert(rippleDelete(driven, { from: 0, to: 24 }), 40, 10);           // the tone: frames 25 to 39 and 50 to 59
  const { sound, speech } = clipSpeech({ pcm, sampleRate: rate }, source.segments, track);
  assert.equal(sound.pcm.length, (track.length / 25) * rate);
  assert.equal(speech.level.length, track.length);
  for (const [frame, isLoud] of [[22, false], [28, true], [37, true], [43, false], [48, false], [52, true], [57, true], [63, false]]) {
    assert.equal(speech.level[frame] > 0.5, isLoud, `level of ${frame}`);
    assert.equal(sound.pcm.slice((frame * rate) / 25, ((frame + 1) * rate) / 25).some((s) => Math.abs(s) > 0.4), isLoud, `sound of ${frame}`);
  }
});

test("a recording becomes a WAV file", () => {
  const file = new DataView(wavOf({ pcm: Float32Array.of(0, 0.5, -2), sampleRate: 32_000 }).buffer);
  assert.equal(file.byteLength, 50);
  assert.deepEqual([file.getUint32(4, true), file.getUint32(24, true), file.getUint32(40, true)], [42, 32_000, 6]);
  assert.deepEqual([44, 46, 48].map((at) => file.getInt16(at, true)), [0, 16384, -32767]);
});

test("a map that cannot be is refused in one sentence", () => {
  const refuse = (pieces, expected) => assert.throws(() => readFile(JSON.stringify({ ...driven, source: { driver: "a", segments: pieces } })), { message: expected });
  const piece = { frame: 0, frames: 10, from: 1, to: 2 };
  refuse([{ ...piece, to: 0.5 }], /^Entry 1 of 'segments' of 'source' of the project goes from second 1 to 0\.5; it must not end before it begins\.$/);
  refuse([piece, { ...piece, frame: 5 }], /^Entry 2 .* begins at frame 5 and lasts 10; pieces must follow each other within the motion's 100 frames\.$/);
  refuse([{ ...piece, frame: 95 }], /within the motion's 100 frames/);
  refuse([{ ...piece, frames: 0 }], /'frames' of entry 1 .* must be a number from/);
  refuse(Array.from({ length: 201 }, (_, i) => ({ ...piece, frame: i / 10, frames: 0.1 })), /a list of 0 to 200 entries/);
  assert.throws(() => readFile(JSON.stringify({ ...driven, sound: [{ ...piece, asset: "" }] })), /'asset' of entry 1 of 'sound'/);
});

test("a clip is not heard under a project that another one drives, or none", () => {
  assert.equal(soundtrackOf(driven, CLIP).length, 1);
  assert.deepEqual(soundtrackOf({ ...driven, source: { driver: "other" } }, CLIP), []);
  assert.deepEqual(soundtrackOf(project(), CLIP), []);
});
