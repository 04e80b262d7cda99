// @ts-check
// The page's connection to the studio: says when it is away, and loads the page again when the studio came back without remembering it.

const PAUSE_MILLISECONDS = 1500;
const notice = /** @type {HTMLElement} */ (document.getElementById("components-reconnect-modal"));
let healing = false;

notice.addEventListener("components-reconnect-state-changed", (e) => {
  const state = /** @type {CustomEvent<{ state: string }>} */ (e).detail.state;
  if (state === "failed" || state === "rejected") void heal();
});
notice.querySelector("[data-again]")?.addEventListener("click", () => location.reload());

/** Loading while the studio is away would leave the browser's own error page: ask first. */
async function heal() {
  if (healing) return;
  healing = true;
  while (!(await answers())) await new Promise((resume) => setTimeout(resume, PAUSE_MILLISECONDS));
  location.reload();
}

async function answers() {
  try {
    return (await fetch("/favicon.svg", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
