// @ts-check
// What is heard while a motion plays: the driver's sound where its seconds went, or the recordings that were laid under the motion.

import { driverMap, isDrivenBy } from "./time-map.js";

/** @typedef {import("./time-map.js").Segment} Segment */

/** A piece of sound and where it is fetched from. @typedef {Segment & {address: string}} SoundPiece */

/** The sound of a driver, where it has one. @typedef {{driver: string | null, sound: string | null}} DriverSound */

/** In order, silence left out. @param {import("./project.js").Project} project @param {DriverSound} clip at hand @returns {readonly SoundPiece[]} */
export function soundtrackOf(project, { driver, sound }) {
  if (project.sound) return project.sound.map((piece) => ({ ...piece, address: addressOf(piece.asset) }));
  return sound && isDrivenBy(project, driver) ? driverMap(project).filter(({ from, to }) => to > from).map((piece) => ({ ...piece, address: sound })) : [];
}

/** As AssetEndpoints.SoundAddress has it. @param {string} asset */
export const addressOf = (asset) => `/api/assets/${encodeURIComponent(asset)}/sound`;

/**
 * What a player has to start, from a frame on: `wait` seconds after now, `seconds` of the sound from `from` on, at `pace` of its seconds a second.
 * @param {readonly SoundPiece[]} pieces
 * @param {number} frame
 * @param {number} rate frames a second
 * @param {number} speed of playing
 * @returns {readonly {address: string, wait: number, from: number, seconds: number, pace: number}[]}
 */
export function cuesOf(pieces, frame, rate, speed) {
  return pieces.flatMap((piece) => {
    const begin = Math.max(frame, piece.frame);
    const left = piece.frame + piece.frames - begin;
    if (left <= 0) return [];
    const perFrame = (piece.to - piece.from) / piece.frames;
    return [{ address: piece.address, wait: (begin - frame) / rate / speed, from: piece.from + (begin - piece.frame) * perFrame, seconds: left * perFrame, pace: perFrame * rate * speed }];
  });
}
