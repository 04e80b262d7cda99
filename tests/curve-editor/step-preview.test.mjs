// Pictures of a running job: one that cannot be drawn ends nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newestOnly } from "../../wwwroot/js/step-preview/newest.js";

const reported = [];
before(() => (globalThis.reportError = (fault) => reported.push(fault.message)));
after(() => delete globalThis.reportError);

const later = () => new Promise((resume) => setTimeout(resume));

test("the newest is drawn, older ones are dropped, and each is answered once", async () => {
  const [drawn, seen] = [[], []];
  /** @type {() => void} */ let finish = () => {};
  const show = newestOnly((picture) => new Promise((resolve) => {
    drawn.push(picture);
    finish = resolve;
  }));
  for (const picture of [1, 2, 3]) show(picture, () => seen.push(picture));
  assert.deepEqual([drawn, seen], [[1], [2]]);
  finish();
  await later();
  assert.deepEqual([drawn, seen], [[1, 3], [2, 1]]);
  finish();
  await later();
  assert.deepEqual(seen, [2, 1, 3]);
});

test("a picture that fails is answered and reported, and the next one is drawn", async () => {
  const [drawn, seen] = [[], []];
  const show = newestOnly(async (picture) => {
    if (picture === 1) throw new Error("cut short");
    drawn.push(picture);
  });
  for (const picture of [1, 2]) {
    show(picture, () => seen.push(picture));
    await later();
  }
  assert.deepEqual([drawn, seen, reported], [[2], [1, 2], ["cut short"]]);
});
