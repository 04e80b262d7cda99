// @ts-check
// SignalR with MessagePack, loaded when a page first needs it.

const SCRIPTS = ["/@microsoft/signalr/dist/browser/signalr.min.js", "/@microsoft/signalr-protocol-msgpack/dist/browser/signalr-protocol-msgpack.min.js"];

/**
 * @typedef {{ next(value: number): void, complete(): void }} Subject
 * @typedef {{ dispose(): void }} Subscription
 * @typedef {{ state: string, start(): Promise<void>, stop(): Promise<void>, invoke(method: string, ...args: unknown[]): Promise<any>,
 *   stream(method: string, ...args: unknown[]): { subscribe(to: { next(m: any): void, error(e: unknown): void, complete(): void }): Subscription } }} Connection
 */

/** A connection that is not started yet, and the stream that can go along with a call. @param {string} hub its address @returns {Promise<{ connection: Connection, newSubject: () => Subject }>} */
export async function connectionTo(hub) {
  // The packages' browser files put themselves on the global object, the protocol beside the client.
  for (const script of SCRIPTS) await import(script);
  const signalR = /** @type {any} */ (globalThis).signalR;
  const connection = new signalR.HubConnectionBuilder()
    .withUrl(hub)
    .withHubProtocol(new signalR.protocols.msgpack.MessagePackHubProtocol())
    .configureLogging(signalR.LogLevel.None)
    .build();
  return { connection, newSubject: () => new signalR.Subject() };
}
