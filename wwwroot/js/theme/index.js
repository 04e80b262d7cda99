// @ts-check
// Which theme a visitor wants: a cookie, so that the server draws the first picture in it.

const YEAR_SECONDS = 31_536_000;

/** @param {boolean} dark */
export function save(dark) {
  document.cookie = `theme=${dark ? "dark" : "light"}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
