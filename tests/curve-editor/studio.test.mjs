// studio.js: faults in one sentence, and never remembered.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makePresets } from "../../wwwroot/js/curve-editor/presets.js";
import { answerOf, once } from "../../wwwroot/js/curve-editor/studio.js";

const OUT_OF_REACH = /^The studio is out of reach: try again in a moment\.$/;

test("a studio that does not answer, and one that refuses, are told in one sentence", async () => {
  await assert.rejects(answerOf("/x", {}, async () => { throw new TypeError("Failed to fetch"); }), { message: OUT_OF_REACH });
  await assert.rejects(answerOf("/x", {}, async () => new Response('{"detail":"This motion is gone: make another."}', { status: 404 })), { message: "This motion is gone: make another." });
  await assert.rejects(answerOf("/x", {}, async () => new Response("<html>", { status: 502 })), { message: "The studio answers 502: try again." });
  assert.equal(await (await answerOf("/x", {}, async () => new Response("fine"))).text(), "fine");
});

test("what was given up is no fault of the studio", async () => {
  const ending = new AbortController();
  ending.abort();
  await assert.rejects(answerOf("data:,x", { signal: ending.signal }), { name: "AbortError" });
});

test("what is loaded once is tried again after a fault, and kept after that", async () => {
  let tries = 0;
  const load = once(async () => {
    if (++tries === 1) throw new Error("away");
    return tries;
  });
  await assert.rejects(load(), /away/);
  assert.deepEqual([await load(), await load(), tries], [2, 2, 2]);
});

test("the list of shipped motions comes after the studio was away", async () => {
  const { fetch } = globalThis;
  let isAway = true;
  globalThis.fetch = async () => {
    if (isAway) throw new TypeError("Failed to fetch");
    return new Response('[{"name":"wink","title":"Wink"}]');
  };
  try {
    const presets = makePresets();
    await assert.rejects(presets.load(), { message: OUT_OF_REACH });
    isAway = false;
    assert.deepEqual(await presets.load(), [{ name: "wink", label: "Wink" }]);
  } finally {
    globalThis.fetch = fetch;
  }
});
