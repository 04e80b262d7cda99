// @ts-check
// Copy link, Web Share with the film, and downloads, with or without the recipe. One attach() for each ShareBox component.

const TOLD_MILLISECONDS = 4000;

/**
 * @param {HTMLElement} root holds input, [data-copy], [data-share-file], [data-told], a[download] and [data-bare]
 * @param {{ file: string, title: string }} meme may be replaced by show()
 */
export function attach(root, meme) {
  const ending = new AbortController();
  const listen = { signal: ending.signal };
  const input = /** @type {HTMLInputElement} */ (root.querySelector("input"));
  const told = /** @type {HTMLElement} */ (root.querySelector("[data-told]"));
  const share = /** @type {HTMLElement} */ (root.querySelector("[data-share-file]"));
  const bare = /** @type {HTMLInputElement} */ (root.querySelector("[data-bare]"));

  /** @param {string} sentence */
  function tell(sentence) {
    told.textContent = sentence;
    setTimeout(() => (told.textContent = ""), TOLD_MILLISECONDS);
  }

  /** A file's address, with or without its recipe as the box says now. @param {string} address */
  function chosen(address) {
    const url = new URL(address, document.baseURI);
    if (bare.checked) url.searchParams.set("recipe", "false");
    else url.searchParams.delete("recipe");
    return url.href;
  }

  function writeLinks() {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (root.querySelectorAll("a[download]"))) link.href = chosen(link.href);
  }

  writeLinks();
  bare.disabled = false;
  bare.addEventListener("change", writeLinks, listen);
  input.addEventListener("focus", () => input.select(), listen);
  root.querySelector("[data-copy]")?.addEventListener("click", async () => tell(await copy(input)), listen);
  share.hidden = !canShareFiles();
  share.addEventListener("click", async () => {
    try {
      const answer = await fetch(chosen(meme.file));
      if (!answer.ok) throw new Error(`The film answered ${answer.status}.`);
      await navigator.share({ title: meme.title, files: [new File([await answer.blob()], "meme.mp4", { type: "video/mp4" })] });
    } catch (fault) {
      if (!(fault instanceof DOMException && fault.name === "AbortError")) tell("Sharing did not work: download the film and send it from there.");
    }
  }, listen);
  return {
    /** @param {{ file: string, title: string }} other */
    show(other) {
      meme = other;
      writeLinks();
    },
    dispose: () => ending.abort(),
  };
}

/** Off HTTPS there is no clipboard interface; the old command still works there. @param {HTMLInputElement} input */
async function copy(input) {
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(input.value);
    else {
      input.select();
      document.execCommand("copy");
    }

    return "Copied";
  } catch {
    input.select();
    return "Press Ctrl+C to copy the link.";
  }
}

function canShareFiles() {
  const probe = new File([new Uint8Array(1)], "meme.mp4", { type: "video/mp4" });
  return typeof navigator.canShare === "function" && navigator.canShare({ files: [probe] });
}
