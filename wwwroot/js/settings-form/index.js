// @ts-check
// What the settings of the HelloMeme engine need of the browser.

/** @param {string} text @returns {string} the same with composed letters (NFC) */
export const compose = (text) => text.normalize("NFC");
