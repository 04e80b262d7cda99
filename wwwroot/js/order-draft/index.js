// @ts-check
// The order a visitor is working on, kept in the browser: this tab's own for a reload, the newest of all tabs for the next visit.

const NAME = "hellomeme-draft";
const NOTHING = "null"; // an empty stream is none

/** @returns {Uint8Array} JSON; bytes, because a motion may be longer than one message of the circuit */
export function load() {
  try {
    return new TextEncoder().encode(sessionStorage.getItem(NAME) ?? localStorage.getItem(NAME) ?? NOTHING);
  } catch {
    return new TextEncoder().encode(NOTHING); // a browser that keeps nothing
  }
}

/** @param {string} draft */
export function save(draft) {
  for (const store of [() => sessionStorage, () => localStorage]) {
    try {
      store().setItem(NAME, draft);
    } catch {
      // full or switched off: the page works without
    }
  }
}
