// @ts-check
// Answers of the studio; where there is none, one sentence for people.

const AWAY = "The studio is out of reach: try again in a moment.";

/** @param {string} address @param {RequestInit} [init] @param {typeof fetch} [ask] @returns {Promise<Response>} one that is good; else an error with the studio's own sentence, or that it is out of reach */
export async function answerOf(address, init = {}, ask = (input, options) => fetch(input, options)) {
  const answer = await ask(address, init).catch((fault) => {
    if (init.signal?.aborted) throw fault;
    throw new Error(AWAY);
  });
  if (!answer.ok) throw new Error(await sentenceOf(answer));
  return answer;
}

/** The studio's own sentence. @param {Response} answer */
export async function sentenceOf(answer) {
  const problem = await answer.json().catch(() => null);
  return problem?.detail ?? `The studio answers ${answer.status}: try again.`;
}

/** Loads once; what failed is forgotten, so that the next call tries again. @template T @param {() => Promise<T>} load @returns {() => Promise<T>} */
export function once(load) {
  /** @type {Promise<T> | null} */ let loading = null;
  return () => loading ??= load().catch((fault) => {
    loading = null;
    throw fault;
  });
}
