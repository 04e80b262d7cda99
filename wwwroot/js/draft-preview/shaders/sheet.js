// @ts-check
// The sheet: SheetRasterizer.cs and SheetShader.cs. Every pixel finds its source in the photo, is relit and laid over the plate.

import { EDGE_FADE, PROLOGUE, SPLINE } from "./common.js";

export const SHEET_VERTEX = /* glsl */ `${PROLOGUE}
layout(location = 0) in vec3 place;
layout(location = 1) in vec4 own;
layout(location = 2) in vec4 mirrored;
uniform vec2 size;
uniform float farthest;
out vec4 ownWay;
out vec4 mirrorWay;
void main() {
  ownWay = own;
  mirrorWay = mirrored;
  gl_Position = vec4((place.xy + 0.5) / size * 2.0 - 1.0, place.z / farthest, 1.0);
}`;

/**
 * Mixed serves everywhere. Opaque and empty are mixed with less work, where TriangleKinds.cs found only person or only background;
 * second is mixed for rings with a patch of their own, mirrored for a face that borrows from its other half.
 * @param {"mixed" | "opaque" | "empty" | "second" | "mirrored"} kind
 */
export const sheetFragment = (kind) => /* glsl */ `${PROLOGUE}
#define ${kind.toUpperCase()}
in vec4 ownWay;     // to the source (x, y), gain - 1, share of the layers against the warped photo
in vec4 mirrorWay;  // the same to the mirrored landmark, share of the mirrored pixels
uniform sampler2D photo;
uniform sampler2D plate;
uniform sampler2D person;    // spline coefficients of colour and coverage
uniform sampler2D residual;  // photo minus the person's colour
uniform sampler2D second;    // spline coefficients of the rings' own patch
uniform vec4 secondArea;     // left, top, right, bottom
out vec4 color;
${EDGE_FADE}
${SPLINE}
void main() {
  vec2 pixel = gl_FragCoord.xy - 0.5;
  float keeps = kept(pixel);
  vec4 way = ownWay * keeps;
  float layered = clamp(way.w, 0.0, 1.0);
#ifndef OPAQUE
  ivec2 here = ivec2(pixel + 0.5);
  vec3 under = mix(texelFetch(photo, here, 0).rgb, texelFetch(plate, here, 0).rgb, layered);
#endif
#ifdef EMPTY
  color = vec4(under, 1.0);
#else
  vec2 source = pixel + way.xy;
  vec4 texel = spline(person, source);
#ifdef SECOND
  bool patched = all(greaterThanEqual(source, secondArea.xy)) && all(lessThanEqual(source, secondArea.zw - 1.0));
  if (layered > 0.0 && patched) texel += layered * (spline(second, source - secondArea.xy) - texel);
#endif
#ifdef OPAQUE
  color = vec4(texel.rgb * (1.0 + way.z), 1.0);
#else
  if (layered < 1.0 && texel.a > 0.0 && texel.a < 254.9 / 255.0) texel.rgb += (1.0 - layered) * texture(residual, (clamp(source, vec2(0.0), size - 1.0) + 0.5) / size).rgb;
  vec3 shown = texel.rgb * (1.0 + way.z);
  float coverage = texel.a;
#ifdef MIRRORED
  float share = clamp(mirrorWay.w * keeps, 0.0, 1.0);
  if (share > 0.0) {
    vec4 other = spline(person, pixel + mirrorWay.xy);
    shown += share * (other.rgb * (1.0 + mirrorWay.z) - shown);
    coverage += share * (other.a - coverage);
  }
#endif
  color = vec4(mix(under, shown, clamp(coverage, 0.0, 1.0)), 1.0);
#endif
#endif
}`;

/** What lies under the sheet: the photo. */
export const PHOTO_FRAGMENT = /* glsl */ `${PROLOGUE}
uniform sampler2D photo;
out vec4 color;
void main() {
  color = vec4(texelFetch(photo, ivec2(gl_FragCoord.xy), 0).rgb, 1.0);
}`;

/** The finished picture onto the canvas, top row up; stairs at jumps of depth softened while the head is turned (ContourSmoothing.cs). */
export const FINISH_FRAGMENT = /* glsl */ `${PROLOGUE}
uniform sampler2D picture;
uniform sampler2D depths;
uniform vec2 size;
uniform vec2 corner;     // of the picture on the canvas, from its bottom left
uniform float strength;
uniform float farthest;
uniform float iod;
out vec4 color;
float depthAt(ivec2 p) {
  return texelFetch(depths, p, 0).r;
}
float jump(float here, ivec2 there) {
  float other = depthAt(there);
  return here < 1.0 && other < 1.0 ? abs(here - other) * 2.0 * farthest : 0.0;
}
vec3 at(ivec2 p) {
  return texelFetch(picture, p, 0).rgb;
}
void main() {
  vec2 place = gl_FragCoord.xy - corner;
  ivec2 p = ivec2(place.x, size.y - place.y), r = ivec2(1, 0), d = ivec2(0, 1);
  vec3 own = at(p);
  color = vec4(own, 1.0);
  vec2 border = min(vec2(p), size - 1.0 - vec2(p));
  if (strength <= 0.0 || border.x < 5.0 || border.y < 5.0) return;
  float here = depthAt(p);
  float widest = max(max(jump(here, p - r), jump(here, p + r)), max(jump(here, p - d), jump(here, p + d)));
  float share = strength * smoothstep(0.04 * iod, 0.12 * iod, widest);
  if (share <= 0.0) return;
  vec3 mean = (4.0 * own + 2.0 * (at(p - r) + at(p + r) + at(p - d) + at(p + d)) + at(p - r - d) + at(p + r - d) + at(p - r + d) + at(p + r + d)) / 16.0;
  color.rgb = mix(own, mean, share);
}`;
