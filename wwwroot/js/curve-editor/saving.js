// @ts-check
// Keeps a motion in the studio: one request at a time, the newest project wins, nothing is lost while the studio is away or after a reload.

import { answerOf, sentenceOf } from "./studio.js";
import { unsentOf } from "./unsent.js";

/** @typedef {import("./project.js").Project} Project */
/** @typedef {import("./unsent.js").Keeping} Keeping */

/**
 * saved: the studio has it. saving: on its way. away: the studio does not answer, it is tried again. stale: changed elsewhere. refused: the sentence says why.
 * @typedef {{kind: "saved" | "saving" | "away" | "stale" | "refused", sentence: string}} SavingState
 */

/**
 * What the browser gives; tests give their own.
 * @typedef {{fetch: typeof fetch, storage: Keeping | null, page: Pick<EventTarget, "addEventListener">, wait: (milliseconds: number, signal: AbortSignal) => Promise<void>}} Surroundings
 */

const STALE = "This motion was changed elsewhere, for example in another tab: load it again, or save yours as a copy.";
const GONE = "This motion was deleted elsewhere: save yours as a copy to keep it.";
const AWAY = "The studio is out of reach: your changes are kept here and sent as soon as it answers.";
const AWAY_UNKEPT = "The studio is out of reach, and this browser has no room to keep your changes: leave this page open until it answers, or save the motion as a file.";
const FIRST_PAUSE = 1000; // milliseconds, doubled with each try
const LONGEST_PAUSE = 8000;

/**
 * The motion as the studio has it, its revision, and what this browser could not send before the page was left.
 * @param {string} id
 * @param {Surroundings} [around]
 * @returns {Promise<{project: Project, etag: string, unsaved: Project | null}>}
 */
export async function load(id, around = browser()) {
  const answer = await answerOf(address(id), { cache: "no-store" }, around.fetch);
  const text = await answer.text();
  return { project: JSON.parse(text), etag: answer.headers.get("ETag") ?? "", unsaved: unsentOf(id, around.storage).offer(text) };
}

/**
 * @param {string} id
 * @param {string} etag the revision that was loaded
 * @param {{onState: (state: SavingState) => void}} told
 * @param {Surroundings} [around]
 */
export function makeSaver(id, etag, { onState }, around = browser()) {
  const ending = new AbortController();
  const unsent = unsentOf(id, around.storage);
  /** @type {Project | null} */ let newest = null; // not with the studio yet
  /** @type {SavingState} */ let state = { kind: "saved", sentence: "" };
  /** @type {Promise<void> | null} */ let sending = null;
  const listen = { signal: ending.signal };
  around.page.addEventListener("pagehide", keep, listen);
  around.page.addEventListener("focus", () => void check(), listen);
  around.page.addEventListener("visibilitychange", () => void check(), listen);

  return {
    get state() { return state; },
    /** Everything committed is with the studio, or it cannot be. */
    get settled() { return sending ?? Promise.resolve(); },
    /** @param {Project} project */
    save(project) {
      newest = project;
      if (state.kind === "stale") keep();
      else sending ??= send();
    },
    check,
    /** This project, or else the one that could not be saved, as a motion of its own. @param {Project} project @returns {Promise<string>} its id */
    async saveCopy(project) {
      const body = JSON.stringify({ project: { ...project, name: copyName(project.name) } });
      const answer = await answerOf("/api/motions", { method: "POST", headers: { "Content-Type": "application/json" }, body }, around.fetch);
      discard();
      return (await answer.json()).id;
    },
    /** What was kept unsent was taken or is not wanted: it is not offered again. */
    answerOffer: unsent.answer,
    /** Gives up what is not with the studio: before loading again. */
    discard,
    dispose() {
      keep();
      ending.abort();
    },
  };

  /** @param {SavingState["kind"]} kind @param {string} [sentence] */
  function tell(kind, sentence = "") {
    if (ending.signal.aborted || (state.kind === kind && state.sentence === sentence)) return;
    state = { kind, sentence };
    onState(state);
  }

  async function send() {
    let pause = FIRST_PAUSE;
    let goesOn = true;
    while (goesOn && newest && !ending.signal.aborted) {
      const sent = newest;
      if (state.kind !== "away") tell("saving");
      const answer = await put(sent);
      if (answer && answer.status < 500 && answer.status !== 429) {
        pause = FIRST_PAUSE;
        goesOn = await take(answer, sent);
      } else {
        tell("away", keep() ? AWAY : AWAY_UNKEPT);
        await around.wait(Number(answer?.headers.get("Retry-After") ?? 0) * 1000 || pause, ending.signal);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
    }
    sending = null; // in the same moment as the last look at `newest`
  }

  /** @param {Project} project @returns {Promise<Response | null>} null when nobody answers */
  async function put(project) {
    try {
      return await around.fetch(address(id), { method: "PUT", headers: { "Content-Type": "application/json", "If-Match": etag }, body: JSON.stringify(project) });
    } catch {
      return null;
    }
  }

  /** False when sending has to stop. @param {Response} answer @param {Project} sent */
  async function take(answer, sent) {
    if (answer.ok) {
      etag = answer.headers.get("ETag") ?? etag;
      if (newest !== sent) return true;
      discard();
      tell("saved");
      return true;
    }
    keep();
    if (answer.status === 412 || answer.status === 404) tell("stale", answer.status === 412 ? STALE : GONE);
    else tell("refused", await sentenceOf(answer));
    return false;
  }

  /** Asks whether the studio has another revision by now; when the page comes to the front. */
  async function check() {
    if (sending || state.kind === "stale" || ending.signal.aborted) return;
    const asked = etag;
    try {
      const answer = await around.fetch(address(id), { cache: "no-store", headers: { "If-None-Match": asked } });
      await answer.body?.cancel();
      if (sending || etag !== asked) return;
      if (answer.status === 404) tell("stale", GONE);
      else if (answer.ok && answer.headers.get("ETag") !== asked) tell("stale", STALE);
    } catch {
      // Nobody answers: nothing is known, and nothing waits to be sent.
    }
  }

  /** @returns whether a reload would bring it back */
  function keep() {
    return newest === null || unsent.keep(newest);
  }

  function discard() {
    unsent.drop(newest);
    newest = null;
  }
}

/** @typedef {ReturnType<typeof makeSaver>} Saver */

/** @returns {Surroundings} */
function browser() {
  return {
    fetch: (input, init) => fetch(input, init),
    storage: keeping(),
    page: window,
    wait: (milliseconds, signal) => new Promise((resume) => {
      const done = () => resume(undefined);
      setTimeout(done, milliseconds);
      signal.addEventListener("abort", done, { once: true });
      window.addEventListener("online", done, { once: true, signal });
    }),
  };
}

function keeping() {
  try {
    return localStorage;
  } catch {
    return null; // a browser that keeps nothing
  }
}

/** @param {string} id */
const address = (id) => `/api/motions/${id}`;

const NAME_LENGTH = 80;

/** @param {string} name */
const copyName = (name) => `${name.slice(0, NAME_LENGTH - " (copy)".length)} (copy)`;
