// Camera and microphone: whatever comes after nobody waits for it any more is switched off.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { record } from "../../wwwroot/js/curve-editor/speech-source.js";
import { openCamera } from "../../wwwroot/js/upload/camera.js";
import { attach } from "../../wwwroot/js/upload/index.js";

/** What was asked of the browser, to be allowed later. @type {{allow: () => void, isOn: boolean}[]} */
let asked = [];

/** Puts what a page has in the place of what Node has. */
const put = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

beforeEach(() => {
  asked = [];
  const getUserMedia = () => new Promise((resolve) => {
    const one = { isOn: false, allow: () => (one.isOn = true, resolve({ getTracks: () => [{ stop: () => (one.isOn = false) }] })) };
    asked.push(one);
  });
  put("navigator", { mediaDevices: { getUserMedia } });
  put("window", Object.assign(new EventTarget(), { MediaRecorder: class {} }));
  put("document", new EventTarget());
});

const { navigator } = globalThis;
afterEach(() => {
  put("navigator", navigator);
  delete globalThis.window;
  delete globalThis.document;
});

/** The upload zone of a page whose camera is shown. */
function zone() {
  const parts = { "input[type=file]": new EventTarget(), video: { play: async () => {} }, "[data-cut]": {} };
  return attach(Object.assign(new EventTarget(), { querySelector: (wanted) => parts[wanted] }), { invokeMethodAsync: async () => {} }, { pictures: true, clips: true });
}

for (const [what, leave] of Object.entries({ closed: (upload) => upload.closeCamera(), "left with its page": (upload) => upload.dispose() }))
  test(`a camera that is ${what} while the browser asks is switched off as soon as it comes`, async () => {
    const upload = zone();
    const opened = upload.openCamera(false);
    leave(upload);
    asked[0].allow();
    assert.deepEqual([await opened, asked[0].isOn], [null, false]);
  });

test("a camera asked for twice is on once, and goes off when it is closed", async () => {
  const upload = zone();
  const opened = [upload.openCamera(false), upload.openCamera(false)];
  for (const one of asked) one.allow();
  assert.deepEqual(await Promise.all(opened), [null, null]);
  assert.deepEqual(asked.map(({ isOn }) => isOn), [false, true]);
  upload.closeCamera();
  assert.equal(asked[1].isOn, false);
});

test("a camera whose picture cannot be shown is switched off", async () => {
  const opened = openCamera({ play: () => Promise.reject(new DOMException("", "AbortError")) }, false);
  asked[0].allow();
  await assert.rejects(opened, /could not be opened/);
  assert.equal(asked[0].isOn, false);
});

test("a microphone that is allowed after its page was left is switched off", async () => {
  const ending = new AbortController();
  const recording = record(ending.signal);
  ending.abort();
  asked[0].allow();
  await assert.rejects(recording, { name: "AbortError" });
  assert.equal(asked[0].isOn, false);
});
