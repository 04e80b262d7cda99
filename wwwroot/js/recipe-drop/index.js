// @ts-check
// A file that the studio made, dropped anywhere on the page or chosen, gives its recipe back. One attach() for the layout's RecipeDrop component.

/**
 * @param {HTMLElement} root holds input[type=file]; a [data-recipe-pick] anywhere opens it
 * @param {{ invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown> }} dotnet is told Sending, Opened, Failed
 */
export function attach(root, dotnet) {
  const ending = new AbortController();
  const listen = { signal: ending.signal };
  const input = /** @type {HTMLInputElement} */ (root.querySelector("input[type=file]"));

  /** @param {File | undefined} file */
  async function send(file) {
    if (!file) return;
    await dotnet.invokeMethodAsync("Sending");
    try {
      const answer = await fetch("/api/recipes", { method: "POST", body: file });
      const json = await answer.json();
      if (answer.ok) await dotnet.invokeMethodAsync("Opened", json.id);
      else await dotnet.invokeMethodAsync("Failed", json.detail);
    } catch {
      await dotnet.invokeMethodAsync("Failed", "The file did not arrive: check the connection and try again.");
    }
  }

  document.addEventListener("click", (e) => {
    if (e.target instanceof Element && e.target.closest("[data-recipe-pick]")) input.click();
  }, listen);
  input.addEventListener("change", () => {
    void send(input.files?.[0]);
    input.value = "";
  }, listen);
  window.addEventListener("dragover", (e) => e.preventDefault(), listen);
  window.addEventListener("drop", (e) => {
    e.preventDefault();
    if (!(e.target instanceof Element && e.target.closest("[data-upload]"))) void send(e.dataTransfer?.files[0]);
  }, listen);
  return { dispose: () => ending.abort() };
}
