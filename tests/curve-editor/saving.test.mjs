// saving.js against a made-up studio: revisions, cuts, other tabs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, makeSaver } from "../../wwwroot/js/curve-editor/saving.js";

const ID = "0190-a";
const track = { version: 1, rate: 25, length: 10, layers: [] };
const named = (name) => ({ version: 1, name, track });

/** A studio with one motion, as MotionStore.cs and OwnMotionEndpoints.cs answer. */
function makeStudio() {
  const studio = {
    kept: JSON.stringify(named("one")), revision: 1, away: false, busy: 0, gone: false, requests: [], open: 0, mostOpen: 0, waits: [], hold: null,
    async fetch(url, { method = "GET", headers = {}, body } = {}) {
      studio.requests.push(`${method} ${url}`);
      studio.mostOpen = Math.max(studio.mostOpen, ++studio.open);
      try {
        await studio.hold;
        await Promise.resolve();
        if (studio.away) throw new TypeError("fetch failed");
        if (studio.busy > 0 && studio.busy--) return problem(429, "too-often", { "Retry-After": "3" });
        if (method === "POST") return answer(201, { id: "copy-of-it", ...JSON.parse(body) });
        if (studio.gone) return problem(404, "not-here");
        const etag = `"${studio.revision}"`;
        if (method === "GET") return headers["If-None-Match"] === etag ? new Response(null, { status: 304, headers: { ETag: etag } }) : answer(200, JSON.parse(studio.kept), etag);
        if (body === studio.kept) return answer(200, {}, etag);
        if (headers["If-Match"] !== etag) return problem(412, "stale");
        if (body.includes("refuse")) return problem(422, "bad-motion");
        studio.kept = body;
        return answer(200, {}, `"${++studio.revision}"`);
      } finally {
        studio.open--;
      }
    },
  };
  return studio;
}

const answer = (status, body, etag = "") => new Response(JSON.stringify(body), { status, headers: { ETag: etag } });
const problem = (status, code, headers = {}) => new Response(JSON.stringify({ code, detail: `Sentence of ${code}.` }), { status, headers });

/** A tab of a browser that shares its storage with others. */
function openTab(studio, storage = new Map()) {
  const page = new EventTarget();
  const states = [];
  const around = {
    fetch: studio.fetch, page,
    storage: { getItem: (name) => storage.get(name) ?? null, setItem: (name, text) => storage.set(name, text), removeItem: (name) => storage.delete(name) },
    wait: async (milliseconds) => { studio.waits.push(milliseconds); studio.onWait?.(); },
  };
  return {
    page, states, around, storage,
    load: () => load(ID, around),
    saver: (etag) => makeSaver(ID, etag, { onState: (state) => states.push(state.kind) }, around),
  };
}

test("loads the project with its revision", async () => {
  const { project, etag, unsaved } = await openTab(makeStudio()).load();
  assert.deepEqual([project.name, etag, unsaved], ["one", '"1"', null]);
});

test("a motion that is not there is told in the studio's words", async () => {
  const studio = makeStudio();
  studio.gone = true;
  await assert.rejects(openTab(studio).load(), /Sentence of not-here/);
});

test("sends one at a time, and of several waiting only the newest", async () => {
  const studio = makeStudio();
  const tab = openTab(studio);
  const saver = tab.saver('"1"');
  for (const name of ["two", "three", "four", "five"]) saver.save(named(name));
  await saver.settled;
  assert.equal(JSON.parse(studio.kept).name, "five");
  assert.deepEqual([studio.requests.length, studio.mostOpen, studio.revision], [2, 1, 3]);
  saver.save(named("six"));
  await saver.settled;
  assert.deepEqual([studio.revision, saver.state.kind], [4, "saved"]);
  assert.deepEqual(tab.states, ["saving", "saved", "saving", "saved"]);
});

test("tries again while the studio is away, longer and longer, and keeps the project meanwhile", async () => {
  const studio = makeStudio();
  const tab = openTab(studio);
  studio.away = true;
  studio.onWait = () => { if (studio.waits.length === 5) studio.away = false; };
  const saver = tab.saver('"1"');
  saver.save(named("two"));
  await saver.settled;
  assert.deepEqual(studio.waits, [1000, 2000, 4000, 8000, 8000]);
  assert.deepEqual(tab.states, ["saving", "away", "saved"]);
  assert.deepEqual([JSON.parse(studio.kept).name, tab.storage.size], ["two", 0]);
});

test("waits as long as a busy studio asks", async () => {
  const studio = makeStudio();
  studio.busy = 1;
  const saver = openTab(studio).saver('"1"');
  saver.save(named("two"));
  await saver.settled;
  assert.deepEqual([studio.waits, JSON.parse(studio.kept).name], [[3000], "two"]);
});

test("what was saved but whose answer was lost is not stale", async () => {
  const studio = makeStudio();
  const tab = openTab(studio);
  const first = studio.fetch;
  let lost = false;
  tab.around.fetch = async (...request) => {
    const answered = await first(...request);
    if (lost) return answered;
    lost = true;
    throw new TypeError("the line was cut");
  };
  const saver = tab.saver('"1"');
  saver.save(named("two"));
  await saver.settled;
  saver.save(named("three"));
  await saver.settled;
  assert.deepEqual([JSON.parse(studio.kept).name, studio.revision, saver.state.kind], ["three", 3, "saved"]);
});

test("a reload in the middle offers what was not sent", async () => {
  const studio = makeStudio();
  const tab = openTab(studio);
  studio.hold = new Promise(() => {});
  tab.saver('"1"').save(named("mine"));
  tab.page.dispatchEvent(new Event("pagehide"));
  studio.hold = null;
  const again = await openTab(studio, tab.storage).load();
  assert.deepEqual([again.project.name, again.unsaved?.name], ["one", "mine"]);
  studio.kept = JSON.stringify(named("mine")); // it had arrived after all
  assert.equal((await openTab(studio, tab.storage).load()).unsaved, null);
  assert.equal(tab.storage.size, 0);
});

test("what was not sent is offered until it is answered, whatever is saved meanwhile", async () => {
  const studio = makeStudio();
  const { storage } = openTab(studio);
  storage.set(`hellomeme-motion-${ID}`, JSON.stringify(named("lost")));
  const tab = openTab(studio, storage);
  const { etag, unsaved } = await tab.load();
  assert.equal(unsaved.name, "lost");
  const saver = tab.saver(etag);
  saver.save(named("two"));
  await saver.settled;
  assert.equal(JSON.parse(studio.kept).name, "two");
  assert.equal((await openTab(studio, storage).load()).unsaved.name, "lost", "the first edit saved does not drop it");

  // What cannot be sent this time comes first, and the older one is not forgotten for it.
  studio.away = true;
  const later = tab.saver('"2"');
  studio.onWait = () => later.dispose();
  later.save(named("later"));
  await later.settled;
  studio.away = false;
  const again = openTab(studio, storage);
  assert.equal((await again.load()).unsaved.name, "later");
  again.saver('"2"').answerOffer();
  assert.equal((await again.load()).unsaved.name, "lost");
  again.saver('"2"').answerOffer();
  assert.equal((await again.load()).unsaved, null);
  assert.equal(storage.size, 0);
});

test("without room under another name what was not sent stays where it was", async () => {
  const studio = makeStudio();
  const tab = openTab(studio);
  const text = JSON.stringify(named("lost"));
  tab.storage.set(`hellomeme-motion-${ID}`, text);
  tab.around.storage.setItem = (name, value) => {
    if (name.includes("offer")) throw new Error("full");
    tab.storage.set(name, value);
  };
  assert.equal((await tab.load()).unsaved.name, "lost");
  assert.equal(tab.storage.get(`hellomeme-motion-${ID}`), text);
});

test("where the browser has no room, nobody is told that changes are kept", async () => {
  const studio = makeStudio();
  const tab = openTab(studio);
  const sentences = [];
  studio.away = true;
  studio.onWait = () => {
    sentences.push(saver.state.sentence);
    if (studio.waits.length === 1) tab.around.storage.setItem = () => { throw new Error("full"); };
    else studio.away = false;
  };
  const saver = tab.saver('"1"');
  saver.save(named("two"));
  await saver.settled;
  assert.match(sentences[0], /your changes are kept here/);
  assert.match(sentences[1], /no room to keep your changes: leave this page open/);
  assert.deepEqual([JSON.parse(studio.kept).name, saver.state.kind], ["two", "saved"]);
});

test("a second tab on an older revision is told when it saves, and nothing is overwritten", async () => {
  const studio = makeStudio();
  const [one, two] = [openTab(studio), openTab(studio)];
  const [first, second] = [one.saver('"1"'), two.saver('"1"')];
  first.save(named("first"));
  await first.settled;
  second.save(named("second"));
  await second.settled;
  assert.deepEqual([second.state.kind, JSON.parse(studio.kept).name], ["stale", "first"]);
  assert.match(second.state.sentence, /changed elsewhere/);
  const sent = studio.requests.length;
  second.save(named("second, further"));
  await second.settled;
  assert.equal(studio.requests.length, sent);
  assert.equal((await two.load()).unsaved?.name, "second, further");
  assert.equal(await second.saveCopy(named("second, further")), "copy-of-it");
  assert.equal((await two.load()).unsaved, null);
});

test("a second tab is told as soon as it comes to the front", async () => {
  const studio = makeStudio();
  const [one, two] = [openTab(studio), openTab(studio)];
  const [first, second] = [one.saver('"1"'), two.saver('"1"')];
  two.page.dispatchEvent(new Event("focus"));
  await new Promise((resume) => setTimeout(resume));
  assert.equal(second.state.kind, "saved");
  first.save(named("first"));
  await first.settled;
  two.page.dispatchEvent(new Event("focus"));
  await new Promise((resume) => setTimeout(resume));
  assert.equal(second.state.kind, "stale");
  studio.gone = true;
  await first.check();
  assert.match(first.state.sentence, /deleted elsewhere/);
});

test("a refusal is told, and the next change is tried", async () => {
  const studio = makeStudio();
  const saver = openTab(studio).saver('"1"');
  saver.save(named("refuse this"));
  await saver.settled;
  assert.deepEqual([saver.state.kind, saver.state.sentence], ["refused", "Sentence of bad-motion."]);
  saver.save(named("better"));
  await saver.settled;
  assert.deepEqual([saver.state.kind, JSON.parse(studio.kept).name], ["saved", "better"]);
});

test("a page that was left sends and tells nothing more", async () => {
  const studio = makeStudio();
  const tab = openTab(studio);
  studio.away = true;
  const saver = tab.saver('"1"');
  studio.onWait = () => saver.dispose();
  saver.save(named("two"));
  await saver.settled;
  assert.equal(studio.requests.length, 1);
  assert.equal((await tab.load().catch(() => "away")), "away");
  studio.away = false;
  assert.equal((await tab.load()).unsaved?.name, "two");
});
