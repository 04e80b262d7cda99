import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { played } from "../../wwwroot/js/curve-editor/project.js";
import { insertSpeech } from "../../wwwroot/js/curve-editor/speech-edit.js";
import { analyseSpeech, leadingVowel, speechCurves } from "../../wwwroot/js/curve-editor/speech.js";
import { channels, evaluateTrack } from "../../wwwroot/js/curve-editor/track.js";

const RATE = 25;
const VOICES = ["es", "it", "de", "ja", "pt", "fi", "el", "tr", "cs", "fr", "ro", "sw", "es+f2", "pt+f1", "it+m3", "hu+f5", "de+f4", "fi+m7"];
const hasEspeak = spawnSync("espeak-ng", ["--version"]).status === 0;

/** Pulses of a throat through resonators: a vowel without any program. */
function hum(formants, { pitch = 110, seconds = 0.8, sampleRate = 16_000 } = {}) {
  let signal = Float64Array.from({ length: seconds * sampleRate }, (_, i) => (Math.floor((i * pitch) / sampleRate) !== Math.floor(((i - 1) * pitch) / sampleRate) ? 1 : 0));
  for (const [k, f] of [...formants, 3500].entries()) {
    const radius = Math.exp((-Math.PI * [80, 110, 170, 250][k]) / sampleRate);
    const [b, c] = [2 * radius * Math.cos((2 * Math.PI * f) / sampleRate), -radius * radius];
    const out = new Float64Array(signal.length);
    for (let i = 0; i < signal.length; i++) out[i] = signal[i] + b * (out[i - 1] ?? 0) + c * (out[i - 2] ?? 0);
    signal = out;
  }
  const peak = Math.max(...signal.map(Math.abs));
  return { sampleRate, pcm: Float32Array.from(signal, (v) => (0.5 * v) / peak) };
}

/** @param {string} voice @param {string} text */
function speak(voice, text) {
  const wav = spawnSync("espeak-ng", ["-v", voice, "-s", "90", text, "--stdout"], { maxBuffer: 1 << 26 }).stdout;
  const data = wav.indexOf("data") + 8;
  return { sampleRate: wav.readUInt32LE(24), pcm: Float32Array.from({ length: (wav.length - data) >> 1 }, (_, i) => wav.readInt16LE(data + 2 * i) / 32768) };
}

const join = (...parts) => ({ sampleRate: parts[0].sampleRate, pcm: Float32Array.from(parts.flatMap(({ pcm }) => [...pcm])) });
const silence = (seconds, sampleRate) => ({ sampleRate, pcm: new Float32Array(seconds * sampleRate) });
const analyse = ({ pcm, sampleRate }) => analyseSpeech(pcm, sampleRate, RATE);
const vowelsOf = (speech) => Array.from(speech.level, (_, frame) => leadingVowel(speech, frame)).filter((vowel) => vowel !== null);
const curvesOf = (speech, options = { strength: 1, smoothing: 0.3 }) => Object.fromEntries(speechCurves(speech, RATE, options).map(({ name, samples }) => [name, samples]));
const A = hum([750, 1350, 2500]);

for (const [vowel, formants] of Object.entries({ a: [750, 1350, 2500], e: [440, 1900, 2550], i: [280, 2250, 2950], o: [470, 870, 2450], u: [320, 780, 2350] }))
  test(`a hummed ${vowel} leads in at least 80 % of its frames`, () => {
    const found = vowelsOf(analyse(hum(formants)));
    assert.ok(found.length >= 15 && found.filter((v) => v === vowel).length >= 0.8 * found.length, found.join(""));
  });

test("espeak's vowels lead in at least 80 % of the frames", { skip: !hasEspeak && "espeak-ng is not installed" }, (t) => {
  let [right, all] = [0, 0];
  for (const vowel of "aeiou") {
    let [own, of] = [0, 0];
    for (const voice of VOICES) {
      const found = vowelsOf(analyse(speak(voice, `[[${vowel}:]]`)));
      of += found.length;
      own += found.filter((v) => v === vowel).length;
    }
    t.diagnostic(`${vowel}: ${((100 * own) / of).toFixed(0)} % of ${of} frames`);
    assert.ok(own >= 0.8 * of, `${vowel} leads in ${own} of ${of} frames`);
    right += own;
    all += of;
  }
  t.diagnostic(`together ${((100 * right) / all).toFixed(1)} % of ${all} frames`);
  assert.ok(right >= 0.8 * all);
});

test("silence closes the mouth, noise far below speech too", () => {
  const noise = { sampleRate: 16_000, pcm: Float32Array.from({ length: 16_000 }, (_, i) => 0.001 * Math.sin(i * i)) };
  const curves = curvesOf(analyse(join(A, noise, A, silence(1, 16_000))));
  for (const [name, samples] of Object.entries(curves)) for (const frame of [28, 32, 36, 70, 80]) assert.equal(samples[frame], 0, `${name} at frame ${frame}`);
  assert.ok(curves.jawOpen[10] > 0.4 && curves.jawOpen[50] > 0.4);
  assert.deepEqual(new Set(Object.values(curvesOf(analyse(silence(1, 16_000)))).flat()), new Set([0]));
});

test("the lips meet between two syllables, while the jaw waits", () => {
  const curves = curvesOf(analyse(join(A, silence(0.14, 16_000), A)), { strength: 1, smoothing: 0 });
  const frame = curves.mouthClose.findIndex((value) => value > 0);
  assert.ok(frame > 15 && frame < 25, `at frame ${frame}`);
  assert.equal(curves.jawOpen[frame], curves.mouthClose[frame]);
});

test("each vowel has its mouth", () => {
  const at = (formants) => Object.fromEntries(Object.entries(curvesOf(analyse(hum(formants)))).map(([name, samples]) => [name, samples[10]]));
  const [a, i, o, u] = [[750, 1350, 2500], [280, 2250, 2950], [470, 870, 2450], [320, 780, 2350]].map(at);
  assert.ok(a.jawOpen > o.jawOpen && o.jawOpen > i.jawOpen);
  assert.ok(u.mouthPucker > o.mouthPucker && u.mouthPucker > 0.4 && a.mouthPucker < 0.15);
  assert.ok(o.mouthFunnel > 0.3 && i.mouthSmileLeft > 0.25 && i.mouthSmileLeft === i.mouthSmileRight);
});

test("strength scales, and no value leaves 0 to 1", () => {
  const speech = analyse(A);
  const [half, whole, double] = [0.5, 1, 2].map((strength) => curvesOf(speech, { strength, smoothing: 0.2 }));
  assert.ok(Math.abs(half.jawOpen[10] * 2 - whole.jawOpen[10]) < 1e-12);
  for (const samples of Object.values(double)) for (const value of samples) assert.ok(value >= 0 && value <= 1);
  assert.deepEqual(new Set(Object.values(curvesOf(speech, { strength: 0, smoothing: 0.5 })).flat()), new Set([0]));
});

test("smoothing calms the jaw", () => {
  const [short, pause] = [hum([750, 1350, 2500], { seconds: 0.16 }), silence(0.24, 16_000)];
  const speech = analyse(join(short, pause, short, pause, short));
  const unrest = (smoothing) => curvesOf(speech, { strength: 1, smoothing }).jawOpen.reduce((sum, v, i, all) => sum + Math.abs(v - (all[i - 1] ?? 0)), 0);
  assert.ok(unrest(1) < 0.8 * unrest(0));
});

test("speech goes in as ordinary keys at its frames, replaces what was said there, and leaves the rest bit-identical", () => {
  const jaw = Array.from({ length: 100 }, (_, i) => Math.fround(0.3 + 0.2 * Math.sin(i)));
  const project = { version: 1, name: "P", track: { version: 1, rate: RATE, length: 100, layers: [{ name: "Captured", kind: "captured", mode: "replace", curves: { jawOpen: { samples: jaw } } }] } };
  const curves = speechCurves(analyse(join(A, silence(0.6, 16_000))), RATE, { strength: 1, smoothing: 0.3 });
  const made = insertSpeech(project, curves, 20);
  const layer = made.project.track.layers[made.layer];
  assert.deepEqual([layer.kind, layer.mode, layer.range.from, layer.range.to], ["edits", "replace", 20, 54]);
  assert.ok(layer.curves.jawOpen.keys.length < 20);
  const jawAt = (frame) => evaluateTrack(played(made.project), frame)[channels.findIndex((c) => c.name === "jawOpen")];
  assert.ok(Math.abs(jawAt(30) - curves[0].samples[10]) <= 0.02);
  assert.equal(jawAt(48), 0, "silence is a shut mouth, whatever was captured");
  for (const frame of [0, 19, 55, 99]) assert.deepEqual(evaluateTrack(played(made.project), frame), evaluateTrack(project.track, frame));
  assert.equal(insertSpeech(made.project, curves, 20).project.track.layers.length, 2);
  const longer = speechCurves(analyse(join(A, silence(1.2, 16_000))), RATE, { strength: 1, smoothing: 0.3 });
  const twice = insertSpeech(insertSpeech(made.project, curves, 60).project, curves, 10).project;
  assert.equal(twice.track.layers.length, 4);
  const again = insertSpeech(twice, longer, 20);
  assert.deepEqual(again.project.track.layers.map(({ range }) => range?.from), [undefined, 20, 60, 10]);
  assert.deepEqual([again.layer, again.project.track.layers[1].range.to], [1, 69]);
  assert.deepEqual(insertSpeech(twice, longer, 5).project.track.layers.map(({ range }) => range?.from), [undefined, 60, 5]);
  assert.deepEqual(insertSpeech(again.project, curves, 20).project.track.layers.map(({ range }) => range?.to), [undefined, 69, 94, 44, 54]);
  assert.equal(insertSpeech(project, curves, 90).project.track.layers[1].range.to, 99);
  assert.throws(() => insertSpeech(project, curves, 99), /no room/);
  assert.throws(() => insertSpeech({ ...project, locked: ["jawOpen"] }, curves, 0), /locked/);
});
