// @ts-check
// The stream of one job over SignalR with MessagePack. Opens again after every cut until it is told to stop or the job is over.

const HUB = "/api/live";
const SCRIPTS = ["/@microsoft/signalr/dist/browser/signalr.min.js", "/@microsoft/signalr-protocol-msgpack/dist/browser/signalr-protocol-msgpack.min.js"];
const RETRY_MILLISECONDS = [0, 500, 1000, 2000];

/**
 * @typedef {import("./index.js").JobMessage} JobMessage
 * @typedef {import("./index.js").Target} Target
 * @typedef {{ next(value: number): void, complete(): void }} Subject
 * @typedef {{ dispose(): void }} Subscription
 * @typedef {{ subscribe(to: { next(m: JobMessage): void, error(e: unknown): void, complete(): void }): Subscription }} Stream
 * @typedef {{ state: string, start(): Promise<void>, stop(): Promise<void>, stream(method: string, ...args: unknown[]): Stream }} Connection
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
    const signalR = await load();
    for (let tries = 0; !stopped; tries++) {
      await new Promise((r) => setTimeout(r, RETRY_MILLISECONDS[Math.min(tries, RETRY_MILLISECONDS.length - 1)]));
      if (stopped) return;
      const opened = (connection = build(signalR));
      try {
        await opened.start();
        if (await follow(opened, new signalR.Subject(), target, (message, seen) => {
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
      next: (message) => {
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

/** @param {any} signalR @returns {Connection} */
function build(signalR) {
  return new signalR.HubConnectionBuilder()
    .withUrl(HUB)
    .withHubProtocol(new signalR.protocols.msgpack.MessagePackHubProtocol())
    .configureLogging(signalR.LogLevel.None)
    .build();
}

// The packages' browser files put themselves on the global object, the protocol beside the client.
async function load() {
  for (const script of SCRIPTS) await import(script);
  return /** @type {any} */ (globalThis).signalR;
}
