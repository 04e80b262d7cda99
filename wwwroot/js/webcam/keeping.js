// @ts-check
// A recorded motion becomes one of the visitor's own.

const NAME = "Recorded live";

/** Its message is for the visitor. */
export class KeepingFault extends Error {}

/** @param {string} track JSON @returns {Promise<{ id: string, seconds: number }>} */
export async function keepMotion(track) {
  const answer = await fetch("/api/motions", { method: "POST", headers: { "Content-Type": "application/json" }, body: `{"name":"${NAME}","track":${track}}` });
  const body = await answer.json().catch(() => null);
  if (!answer.ok) throw new KeepingFault(body?.detail ?? `The studio answers ${answer.status} and keeps no recording: record once more.`);
  return body;
}
