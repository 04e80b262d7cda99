// @ts-check
// The stream of one job over SignalR with MessagePack. Opens again after every cut until it is told to stop or the job is over.

import { connectionTo } from "../signalr/index.js";

const HUB = "/api/live";
const RETRY_MILLISECONDS = [0, 500, 1000, 2000];

/**
 * @typedef {import("./index.js").JobMessage} JobMessage
 * @typedef {import("./index.js").Target} Target
 * @typedef {import("../signalr/index.js").Connection} Connection
 * @typedef {import("../signalr/index.js").Subject} Subject
 */

/**
 * @param {Target} target
 * @param {(message: JobMessage, seen: () => void) => void} show calls seen once the preview is drawn or dropped
 * @returns {() => void} stops
 */
export function connect(target, show) {
  let stopped = false;
  /** @type {Connection | null} */ let connection = null;

  void (async () => {
    for (let tries = 0; !stopped; tries++) {
      await new Promise((r) => setTimeout(r, RETRY_MILLISECONDS[Math.min(tries, RETRY_MILLISECONDS.length - 1)]));
      if (stopped) return;
      const { connection: opened, newSubject } = await connectionTo(HUB);
      if (stopped) return;
      connection = opened;
      try {
        await opened.start();
        if (await follow(opened, newSubject(), target, (message, seen) => {
          tries = 0;
          if (!stopped) show(message, seen);
        })) stopped = true;
      } catch {
        // cut: the next round tries again
      }

      await opened.stop();
    }
  })();

  return () => {
    stopped = true;
    void connection?.stop();
  };
}

// True when there is nothing more to come; fails when the line was cut.
/** @param {Connection} connection @param {Subject} acknowledged @param {Target} target @param {(message: JobMessage, seen: () => void) => void} show */
function follow(connection, acknowledged, target, show) {
  return new Promise((resolve, reject) => {
    let over = false;
    const stream = target.token ? connection.stream("WatchShared", target.token, acknowledged) : connection.stream("Watch", target.job, acknowledged);
    stream.subscribe({
      next: (/** @type {JobMessage} */ message) => {
        over = !["waiting", "running"].includes(message.Job.State);
        show(message, () => {
          if (connection.state === "Connected") acknowledged.next(message.PreviewNumber);
        });
      },
      error: (fault) => (isRefusal(fault) ? resolve(true) : reject(fault)),
      complete: () => resolve(over),
    });
  });
}

/** @param {unknown} fault */
function isRefusal(fault) {
  return fault instanceof Error && fault.message.includes("HubException");
}
