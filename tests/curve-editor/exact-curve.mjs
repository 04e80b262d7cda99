// Reference for the curve cases: 240-bit fixed point and plain bisection, written apart from curve.js and without its shortcuts.

const BITS = 240n;
const ONE = 1n << BITS;

/** @param {number} x an exact double */
function exact(x) {
  let exponent = 0;
  while (x !== Math.floor(x)) {
    x *= 2;
    exponent++;
  }
  return (BigInt(x) << BITS) >> BigInt(exponent);
}

/** @param {bigint} x */
const toNumber = (x) => Number(x) / 2 ** Number(BITS);
const times = (a, b) => (a * b) >> BITS;
const over = (a, b) => (a << BITS) / b;

/** Value of a curve ({keys} or {samples}) at a frame, right to the last bit of a double. */
export function exactValue(curve, frame) {
  return toNumber(curve.samples ? sampled(curve.samples.map(Math.fround), frame) : keyed(curve.keys, frame));
}

function sampled(samples, frame) {
  const at = Math.min(Math.max(frame, 0), samples.length - 1);
  const index = Math.min(Math.floor(at), Math.max(samples.length - 2, 0));
  const next = Math.min(index + 1, samples.length - 1);
  return exact(samples[index]) + times(exact(samples[next]) - exact(samples[index]), exact(at) - exact(index));
}

function keyed(keys, frame) {
  if (frame < keys[0].frame) return exact(keys[0].value);
  const index = keys.findLastIndex((k) => k.frame <= frame);
  const [left, right] = [keys[index], keys[index + 1]];
  if (!right || left.kind === "hold") return exact(left.value);
  const share = over(exact(frame) - exact(left.frame), exact(right.frame) - exact(left.frame));
  if (left.kind === "linear") return exact(left.value) + times(exact(right.value) - exact(left.value), share);
  return bezier(controlPoints(keys, index), exact(frame));
}

function controlPoints(keys, index) {
  const [left, right] = [keys[index], keys[index + 1]];
  const start = { x: exact(left.frame), y: exact(left.value) };
  const end = { x: exact(right.frame), y: exact(right.value) };
  const leaving = inside(handle(keys, index, 1), end.x - start.x);
  const arriving = inside(handle(keys, index + 1, -1), end.x - start.x);
  return [start, { x: start.x + leaving.x, y: start.y + leaving.y }, { x: end.x - arriving.x, y: end.y + arriving.y }, end];
}

/** Handle of a key on one side (1 = leaving, -1 = arriving); x is measured away from the key. */
function handle(keys, index, side) {
  const key = keys[index];
  if (key.handles === "free" || key.handles === "aligned") {
    const [frames, value] = (side === 1 ? key.out : key.in) ?? [0, 0];
    return { x: exact(frames) * BigInt(side), y: exact(value) };
  }
  const neighbour = keys[index + side];
  if (!neighbour || neighbour.frame === key.frame) return { x: 0n, y: 0n };
  const width = (exact(neighbour.frame) - exact(key.frame)) * BigInt(side);
  if (key.handles === "vector") return { x: width / 3n, y: (exact(neighbour.value) - exact(key.value)) / 3n };
  return { x: width / 3n, y: (times(smoothSlope(keys, index), width) * BigInt(side)) / 3n };
}

function smoothSlope(keys, index) {
  const [previous, key, next] = [keys[index - 1], keys[index], keys[index + 1]];
  if (!previous || !next || previous.frame === key.frame || next.frame === key.frame) return 0n;
  const before = exact(key.frame) - exact(previous.frame);
  const after = exact(next.frame) - exact(key.frame);
  const chordBefore = over(exact(key.value) - exact(previous.value), before);
  const chordAfter = over(exact(next.value) - exact(key.value), after);
  if (chordBefore === 0n || chordAfter === 0n || chordBefore > 0n !== chordAfter > 0n) return 0n;
  const [wb, wa] = [2n * after + before, after + 2n * before];
  return over(times(times(wb + wa, chordBefore), chordAfter), times(wb, chordAfter) + times(wa, chordBefore));
}

function inside(point, width) {
  if (point.x <= 0n) return { x: 0n, y: point.y };
  return point.x > width ? { x: width, y: (point.y * width) / point.x } : point;
}

function bezier(points, frame) {
  let [low, high] = [0n, ONE];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (casteljau(points.map((p) => p.x), middle) <= frame) low = middle;
    else high = middle;
  }
  return casteljau(points.map((p) => p.y), low);
}

function casteljau(values, t) {
  while (values.length > 1) values = values.slice(1).map((v, i) => values[i] + times(v - values[i], t));
  return values[0];
}
