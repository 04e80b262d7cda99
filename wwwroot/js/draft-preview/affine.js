// @ts-check
// Affine maps of the picture plane as [a, b, c, d, e, f]: (x, y) -> (a x + c y + e, b x + d y + f).

/** @typedef {[number, number, number, number, number, number]} Affine */
/** @typedef {readonly [x: number, y: number, ...rest: number[]]} Corner */

/** @type {Affine} */
const IDENTITY = [1, 0, 0, 1, 0, 0];

/** @param {Affine} m @param {number} x @param {number} y @returns {[number, number]} */
export const apply = ([a, b, c, d, e, f], x, y) => [a * x + c * y + e, b * x + d * y + f];

/** Null where the map flattens the plane. @param {Affine} m @returns {Affine | null} */
export function invert([a, b, c, d, e, f]) {
  const area = a * d - b * c;
  if (Math.abs(area) < 1e-12) return null;
  return [d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area];
}

/** The map that takes the corners `from` to the corners `to`; the identity where `from` lies on a line. @param {Corner[]} from @param {Corner[]} to @returns {Affine} */
export function fromTriangles(from, to) {
  const inverse = invert(frameOf(from));
  if (!inverse) return IDENTITY;
  const outer = frameOf(to);
  const [a, b, c, d, e, f] = inverse;
  return [
    outer[0] * a + outer[2] * b, outer[1] * a + outer[3] * b, outer[0] * c + outer[2] * d, outer[1] * c + outer[3] * d,
    ...apply(outer, e, f),
  ];
}

/** @param {Corner[]} corners @returns {Affine} */
const frameOf = ([a, b, c]) => [b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1], a[0], a[1]];
