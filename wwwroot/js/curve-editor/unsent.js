// @ts-check
// What a browser could not send to the studio: kept under one name while it waits, and after a reload under another until somebody answers the offer, so that what is
// saved in the meantime does not drop it.

/** @typedef {import("./project.js").Project} Project */

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Keeping */

/** Of one motion. A browser that keeps nothing offers nothing. @param {string} id @param {Keeping | null} storage */
export function unsentOf(id, storage) {
  const keptName = `hellomeme-motion-${id}`;
  const offerName = `hellomeme-offer-${id}`;
  return {
    /** Where that fails, it is still sent as soon as it can be, if the page stays open. @param {Project} project @returns whether it is kept */
    keep: (project) => write(keptName, JSON.stringify(project)),
    /** The studio has it, or nobody wants it. @param {Project | null} project */
    drop(project) {
      write(keptName, null);
      const waiting = readOffers();
      if (project && waiting.length) writeOffers(waiting.filter((text) => text !== JSON.stringify(project)));
    },
    /** The newest that was not sent, or null; older ones come after it is answered. @param {string} present the studio's own text @returns {Project | null} */
    offer(present) {
      const kept = read(keptName);
      const waiting = readOffers();
      const wanted = [...new Set([...(kept ? [kept] : []), ...waiting])].filter((text) => text !== present && parsed(text));
      write(keptName, null); // first, for there may not be room for both
      if (!writeOffers(wanted)) write(keptName, kept);
      return wanted.length ? parsed(wanted[0]) : null;
    },
    /** It was taken, or is not wanted: it is not offered again. */
    answer: () => void writeOffers(readOffers().slice(1)),
  };

  function readOffers() {
    const texts = parsed(read(offerName) ?? "");
    return Array.isArray(texts) ? texts.map(String) : [];
  }

  /** @param {readonly string[]} texts @returns whether they are kept */
  function writeOffers(texts) {
    return write(offerName, texts.length ? JSON.stringify(texts) : null);
  }

  /** @param {string} name */
  function read(name) {
    try {
      return storage?.getItem(name) ?? null;
    } catch {
      return null;
    }
  }

  /** @param {string} name @param {string | null} text null takes it away @returns whether that was possible */
  function write(name, text) {
    try {
      if (text === null) storage?.removeItem(name);
      else storage?.setItem(name, text);
      return storage !== null;
    } catch {
      return false; // full or switched off
    }
  }
}

/** @param {string} text @returns {any} null where it is somebody else's writing */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
