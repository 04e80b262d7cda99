// @ts-check
// The upload on its way, remembered across a reload: the same file chosen again goes on where it stopped.

const NAME = "hellomeme-upload";

/** @typedef {{ id: string, name: string, size: number, modified: number, type: string }} Cut */

/** @returns {Cut | null} */
export function readCut() {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} id @param {File} file @param {string} type */
export function rememberCut(id, file, type) {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ id, name: file.name, size: file.size, modified: file.lastModified, type }));
  } catch {
    // a browser that keeps nothing: a reload starts the upload anew
  }
}

export function forgetCut() {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // as above
  }
}

/** @param {File} file @returns {string | null} the id of its upload */
export function cutOf(file) {
  const cut = readCut();
  return cut && cut.name === file.name && cut.size === file.size && cut.modified === file.lastModified ? cut.id : null;
}
