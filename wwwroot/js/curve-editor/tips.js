// @ts-check
// A verb's name with the key that does it.

/** @param {{label: string, keys?: readonly string[]}} verb */
export const tipOf = ({ label, keys }) => (keys?.length ? `${label} (${chordText(keys[0])})` : label);

/** For people: "Ctrl + Z", "→". @param {string} chord */
export const chordText = (chord) => chord.split(/\+(?=.)/).map((part) => signs[part] ?? part).join(" + ");

/** @type {Readonly<Record<string, string>>} */
const signs = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", PageUp: "Page up", PageDown: "Page down", Escape: "Esc", Delete: "Del" };
