// @ts-check
// A recorded motion becomes one of the visitor's own.

/** Its message is for the visitor. */
export class KeepingFault extends Error {}

/** @param {string} track JSON @returns {Promise<{ id: string, seconds: number }>} */
export async function keepMotion(track) {
  const name = `Recorded live, ${new Date().toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}`;
  const body = `{"name":${JSON.stringify(name)},"track":${track}}`;
  const answer = await fetch("/api/motions", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  const kept = await answer.json().catch(() => null);
  if (!answer.ok) throw new KeepingFault(kept?.detail ?? `The studio answers ${answer.status} and has not kept the recording: try again.`);
  return kept;
}
