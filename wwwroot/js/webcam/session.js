// @ts-check
// A place before the studio's webcam: pictures go one at a time, motion comes back. Opens again after a cut until it is closed.

import { connectionTo } from "../signalr/index.js";

const HUB = "/api/webcam";
const RETRY_MILLISECONDS = 1500;
const LEAST_MILLISECONDS = 40; // from picture to picture: a face needs no more, and others want to be looked at too

/**
 * @typedef {import("../signalr/index.js").Connection} Connection
 * @typedef {import("./shutter.js").Picture} Picture
 * @typedef {{ Face: boolean, Calibrating: boolean, Values: number[], Recorded: number }} Motion as WebcamAnswer has it
 * @typedef {{ motion(motion: Motion): void, blind(): void, away(): void, back(): void, ended(sentence: string): void }} Told
 *   a picture was looked at; the camera gives none; the line was cut; it is there again; the studio refuses to go on
 */

/** The studio says no; the message is for the visitor. */
export class WebcamRefusal extends Error {}

/** @param {() => Promise<Picture | null>} take @param {Told} told @param {AbortSignal} signal closes it */
export async function openSession(take, told, signal) {
  let connection = await enter();
  signal.addEventListener("abort", () => void connection.stop(), { once: true });
  if (signal.aborted) void connection.stop();
  else void run();

  return {
    calibrate: () => ask(connection, "Calibrate"),
    record: () => ask(connection, "Record"),
    /** The track as JSON. @returns {Promise<string>} */
    finish: () => ask(connection, "Finish"),
  };

  async function enter() {
    const { connection: opened } = await connectionTo(HUB);
    await opened.start();
    try {
      await ask(opened, "Open");
    } catch (fault) {
      await opened.stop();
      throw fault;
    }

    return opened;
  }

  async function run() {
    let isAway = false;
    while (!signal.aborted) {
      try {
        if (isAway) await enterAgain();
        isAway = false;
        await look();
      } catch (fault) {
        if (signal.aborted) return;
        if (fault instanceof WebcamRefusal) return told.ended(fault.message);
        if (!isAway) told.away();
        isAway = true;
      }
    }
  }

  async function look() {
    const started = performance.now();
    const picture = await take();
    if (signal.aborted) return;
    if (!picture) return told.blind();
    const motion = await ask(connection, "See", picture.bytes, picture.seconds);
    if (signal.aborted) return;
    told.motion(motion);
    await pause(LEAST_MILLISECONDS - (performance.now() - started));
  }

  async function enterAgain() {
    await pause(RETRY_MILLISECONDS);
    if (signal.aborted) return;
    connection = await enter();
    if (signal.aborted) return void connection.stop();
    told.back();
  }
}

/** @param {Connection} connection @param {string} method @param {...unknown} values */
async function ask(connection, method, ...values) {
  const { Value, Refusal } = await connection.invoke(method, ...values);
  if (Refusal) throw new WebcamRefusal(Refusal);
  return Value;
}

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, Math.max(0, milliseconds)));
