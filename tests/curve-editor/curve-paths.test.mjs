// The drawn line goes through the curve at every zoom: exactly at its samples, and where several share a pixel it reaches their least and greatest.
import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluateChannel, shownTrack } from "../../wwwroot/js/curve-editor/composite.js";
import { grainOf, makePaths } from "../../wwwroot/js/curve-editor/curve-paths.js";
import { fromPixels, pixelsPerUnit, toPixels } from "../../wwwroot/js/curve-editor/spaces.js";
import { keysOf } from "../../wwwroot/js/curve-editor/verbs/common.js";
import { makeRandom } from "./made-projects.mjs";

/** Notes the corners of a path, piece by piece. */
class Path2D {
  pieces = [];
  moveTo(x, y) { this.pieces.push([[x, y]]); }
  lineTo(x, y) { this.pieces.at(-1).push([x, y]); }
  addPath(path, { a, b, c, d, e, f }) { for (const piece of path.pieces) this.pieces.push(piece.map(([x, y]) => [a * x + c * y + e, b * x + d * y + f])); }
}
globalThis.Path2D = Path2D;

const LENGTH = 3000;
const random = makeRandom(5);
const keys = Array.from({ length: 700 }, (_, i) => ({ frame: 4 * i + random.whole(0, 3), value: random.next(), ...(random.next() < 0.2 && { kind: "hold" }) }));
const project = { version: 1, name: "Line", track: { version: 1, rate: 25, length: LENGTH, layers: [{ name: "Edits", kind: "edits", mode: "additive", curves: { jawOpen: { keys } } }] } };
const spacesOf = (from, to) => ({ frame: { start: 42, end: 1084, span: { from, to } }, value: { start: 540, end: 16, span: { from: -0.1, to: 1.1 } } });

for (const [from, to] of [[0, 2999], [700.3, 2200.9], [1000, 1600], [1234.5, 1400], [10, 50], [2990, 2996.5], [0, 12]])
  test(`frames ${from} to ${to}`, () => {
    const paths = makePaths();
    paths.line(project, "jawOpen", spacesOf(0, 500)); // another zoom before
    const spaces = spacesOf(from, to);
    const { parts, each } = grainOf(pixelsPerUnit(spaces.frame));
    const { pieces } = paths.line(project, "jawOpen", spaces);
    assert.ok(pieces[0][0][0] <= 42 + 1 && pieces.at(-1).at(-1)[0] >= 1084 - 1, "it reaches both ends");
    pieces.slice(1).forEach((piece, i) => close(piece[0], pieces[i].at(-1)));
    const corners = pieces.flat();
    corners.slice(1).forEach(([x], i) => assert.ok(x >= corners[i][0] - 1e-6 && x - corners[i][0] <= Math.max(3.01, 1.001 * pixelsPerUnit(spaces.frame) / 16), `${x - corners[i][0]} pixels apart`));
    const track = shownTrack(project);
    for (const [x, y] of corners) {
      const frame = fromPixels(spaces.frame, x);
      assert.ok(Math.abs(y - toPixels(spaces.value, evaluateChannel(track, "jawOpen", Math.round(frame * parts) / parts))) < 1e-3);
    }
    // No peak is lost: the line reaches as far as the samples do, next to where they are.
    for (let i = Math.ceil(from) * parts; i <= Math.floor(to) * parts; i++) {
      const y = toPixels(spaces.value, evaluateChannel(track, "jawOpen", i / parts));
      const x = toPixels(spaces.frame, i / parts);
      const near = corners.filter((corner) => Math.abs(corner[0] - x) <= 1.5 + each * 1e-6).map((corner) => corner[1]);
      assert.ok(Math.min(...near) <= y + 1e-3 && Math.max(...near) >= y - 1e-3, `frame ${i / parts} is not covered`);
    }
  });

test("scrolling keeps the pieces, an edit makes the line anew", () => {
  const paths = makePaths();
  paths.line(project, "jawOpen", spacesOf(0, 1500));
  const shape = paths.shape(project, "jawOpen", spacesOf(0, 1500));
  assert.equal(count(() => paths.line(project, "jawOpen", spacesOf(2, 1502))), 0);
  assert.equal(paths.shape(project, "jawOpen", spacesOf(2, 1502)), shape);
  const edited = structuredClone(project);
  assert.ok(count(() => paths.line(edited, "jawOpen", spacesOf(2, 1502))) > 1000);
  assert.notEqual(paths.shape(edited, "jawOpen", spacesOf(2, 1502)), shape);
});

/** Corners that are made anew. */
function count(act) {
  let made = 0;
  const { lineTo } = Path2D.prototype;
  Path2D.prototype.lineTo = function (x, y) { made++; return lineTo.call(this, x, y); };
  act();
  Path2D.prototype.lineTo = lineTo;
  return made;
}

function close([x, y], [ox, oy]) {
  assert.ok(Math.abs(x - ox) < 1e-6 && Math.abs(y - oy) < 1e-3, `${[x, y]} is not ${[ox, oy]}`);
}

test("keys of a captured layer are none to take hold of: they cannot be edited", () => {
  const [layer] = project.track.layers;
  const captured = { ...project, track: { ...project.track, layers: [{ ...layer, kind: "captured", mode: "replace" }, layer] } };
  const paths = makePaths();
  assert.deepEqual([paths.points(captured, "jawOpen", 0), paths.points(captured, "jawOpen", 1).length], [[], keys.length]);
  assert.deepEqual([keysOf({ project: captured, layer: 0 }, "jawOpen"), keysOf({ project: captured, layer: 1 }, "jawOpen")], [[], keys]);
});
