// @ts-check
// What this browser keeps of motions beside the studio: the undo history in IndexedDB, one record a motion, so that what steps share is stored once;
// unsent changes, the look and the place in localStorage. Nothing of a motion stays that is deleted or another visitor's.

/** @typedef {import("./history.js").Steps} Steps */

const DATABASE = "hellomeme-motions";
const HISTORIES = "histories";
const MOST = 10; // motions whose history is kept
const PATIENCE = 2000; // milliseconds; a browser whose storage does not answer opens the editor without a history
const NAMES = /^hellomeme-(?:motion|offer|look|place)-(.+)$/;

/** The history of one motion. A browser that keeps nothing gives and takes none. @param {string} motion */
export function openHistory(motion) {
  /** @type {IDBDatabase | null} */ let database = null;
  const opening = open().then((opened) => (database = opened), () => null);
  return {
    /** @returns {Promise<Steps | null>} */
    async read() {
      const opened = await Promise.race([opening, nothing(PATIENCE)]);
      if (!opened) return null;
      try {
        const store = opened.transaction(HISTORIES, "readwrite").objectStore(HISTORIES);
        for (const old of outdated(await answered(store.index("when").getAllKeys()), motion)) store.delete(old);
        return (await answered(store.get(motion)))?.steps ?? null;
      } catch {
        return null;
      }
    },
    /** At once, so that it still happens while a page is left. @param {Steps} steps */
    write(steps) {
      try {
        const transaction = database?.transaction(HISTORIES, "readwrite");
        transaction?.objectStore(HISTORIES).put({ motion, when: Date.now(), steps });
        transaction?.commit();
      } catch {
        // full or closed: undo then ends with the page, and the motion itself is with the studio
      }
    },
    close: () => void opening.then((opened) => opened?.close()),
  };
}

/** @typedef {ReturnType<typeof openHistory>} KeptHistory */

/** Forgets all motions but these, which are all that the visitor has. @param {readonly string[]} motions ids */
export async function keepOnly(motions) {
  const kept = new Set(motions);
  try {
    for (const name of Object.keys(localStorage)) {
      const motion = NAMES.exec(name)?.[1];
      if (motion && !kept.has(motion)) localStorage.removeItem(name);
    }
    const database = await open();
    const store = database.transaction(HISTORIES, "readwrite").objectStore(HISTORIES);
    for (const motion of await answered(store.getAllKeys())) if (!kept.has(String(motion))) store.delete(motion);
    database.close();
  } catch {
    // a browser that keeps nothing
  }
}

/** Asks the studio which motions the visitor has, and forgets the others. @param {AbortSignal} signal */
export async function keepOwn(signal) {
  try {
    const answer = await fetch("/api/motions/mine", { signal });
    if (answer.ok) await keepOnly((await answer.json()).map((/** @type {{id: string}} */ { id }) => id));
  } catch {
    // Nobody answers: nothing is known.
  }
}

/** Histories to be forgotten when a motion is opened: all but the newest and its own. @param {readonly unknown[]} motions ids, the oldest first @param {string} opened @returns {string[]} */
export const outdated = (motions, opened) => motions.map(String).filter((motion) => motion !== opened).slice(0, Math.max(0, motions.length - MOST));

/** @returns {Promise<IDBDatabase>} */
function open() {
  const asked = indexedDB.open(DATABASE, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(HISTORIES, { keyPath: "motion" }).createIndex("when", "when");
  return answered(asked);
}

/** @param {number} milliseconds @returns {Promise<null>} */
const nothing = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds, null));

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answered = (request) => new Promise((resume, fail) => {
  request.onsuccess = () => resume(request.result);
  request.onerror = () => fail(request.error);
});
