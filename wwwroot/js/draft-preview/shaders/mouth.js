// @ts-check
// Cavity, teeth, tongue: the colours of MouthInterior.cs and TongueOut.cs. Lengths in IOD on the mouth's plane, colours 0..255.

import { EDGE_FADE, PROLOGUE } from "./common.js";

const PLANE = /* glsl */ `${PROLOGUE}
uniform mat3x2 toPlane;
uniform sampler2D lips;    // v of the upper and lower lip, 128 steps of u between the corners
uniform vec2 corners;
uniform vec3 tint;
uniform float mouthIod;    // picture pixels per IOD
out vec4 color;
${EDGE_FADE}
float ramp(float from, float to, float x) {
  float t = clamp((x - from) / (to - from), 0.0, 1.0);
  return t * t * (3.0 - 2.0 * t);
}
float square(float x) {
  return x * x;
}
vec2 lipsAt(float u) {
  float place = clamp((u - corners.x) / (corners.y - corners.x), 0.0, 1.0) * 127.0;
  int i = min(int(place), 126);
  return mix(texelFetch(lips, ivec2(i, 0), 0).rg, texelFetch(lips, ivec2(i + 1, 0), 0).rg, place - float(i));
}`;

export const MOUTH_FRAGMENT = /* glsl */ `${PLANE}
uniform sampler2D mask;
uniform vec4 box;
uniform float gap;
uniform float jawDrop;
uniform float upperEdge;
vec3 overLowerTeeth(vec3 under, float u, float v, float shade) {
  float pixel = 1.2 / mouthIod, edge = jawDrop - 0.035 + 0.02 * u * u;
  float cover = ramp(-pixel, pixel, v - edge) * ramp(0.93, 0.80, abs(u) * 1.25) * ramp(0.07, 0.12, gap);
  return mix(under, vec3(176, 160, 150) * shade, cover);
}
vec3 overTongue(vec3 under, float u, float fromLower) {
  float height = 0.015 + 0.40 * gap * sqrt(clamp(1.0 - square(u / 0.80), 0.0, 1.0));
  float cover = ramp(-0.02, 0.035, height - fromLower) * ramp(0.10, 0.2, gap);
  float groove = 1.0 - 0.18 * exp(-square(u / 0.07));
  return mix(under, vec3(190, 92, 104) * (groove * (0.50 + 0.42 * clamp(fromLower / height, 0.0, 1.0))), cover);
}
vec3 overUpperTeeth(vec3 under, float u, float v, float shade) {
  float pixel = 1.2 / mouthIod, side = abs(u);
  float bound = min(min(min(side, abs(side - 0.30)), min(abs(side - 0.55), abs(side - 0.76))), abs(side - 0.98));
  float edge = upperEdge - 0.022 * u * u - 0.010 * exp(-square(bound / 0.03));
  float cover = ramp(pixel, -pixel, v - edge) * ramp(1.02, 0.90, side);
  float seam = 1.0 - 0.20 * exp(-square(bound / 0.018)) * ramp(-0.06, 0.0, v);
  vec3 tooth = vec3(232, 224, 212) * (shade * seam * (0.86 + 0.14 * ramp(-0.09, 0.03, v)));
  float gum = ramp(-0.085, -0.10, v - 0.012 * cos(u * 14.0));
  return mix(under, mix(tooth, vec3(185, 105, 110) * shade, gum), cover);
}
void main() {
  vec2 pixel = gl_FragCoord.xy - 0.5;
  vec2 point = toPlane * vec3(pixel, 1.0);
  vec2 edges = lipsAt(point.x);
  float v = point.y, fromUpper = v - edges.x, fromLower = edges.y - v;
  float u = point.x / clamp(0.97 * (point.x < 0.0 ? -corners.x : corners.y), 0.16, 0.40), side = abs(u);
  float shade = 1.0 - 0.55 * square(clamp(side * 1.1, 0.0, 1.0));
  vec3 shown = mix(vec3(36, 14, 20), vec3(84, 34, 44), clamp(1.0 - u * u, 0.0, 1.0) * clamp(0.4 + 2.2 * fromUpper, 0.0, 1.0));
  shown = overUpperTeeth(overTongue(overLowerTeeth(shown, u, v, shade), u, fromLower), u, v, shade);
  float occlusion = (0.58 + 0.42 * ramp(0.0, min(0.055, 0.45 * gap), fromUpper))
    * (0.72 + 0.28 * ramp(-0.005, min(0.04, 0.3 * gap), fromLower))
    * (0.45 + 0.55 * ramp(1.12, 0.75, side));
  color = vec4(shown * occlusion * tint / 255.0, texelFetch(mask, ivec2(pixel - box.xy + 0.5), 0).r * kept(pixel));
}`;

export const TONGUE_FRAGMENT = /* glsl */ `${PLANE}
uniform bool isShadow;
uniform float share;
uniform float halfWidth;
uniform float lip;
uniform float root;
uniform float tip;
uniform float middle;
uniform float lean;
float inside(float across, float v, float margin) {
  float wide = halfWidth + margin, centre = tip + margin - 1.1 * wide;
  if (v > centre) return wide * (1.0 - sqrt(square(across / wide) + square((v - centre) / wide) / 1.21));
  return wide * (1.0 + 0.08 * ramp(centre, root, v)) - abs(across);
}
vec3 shadeAt(float across, float v) {
  float side = across / halfWidth, toTip = clamp((tip - v) / max(0.05, tip - root), 0.0, 1.0);
  float rounded = 0.62 + 0.38 * sqrt(clamp(1.0 - 0.95 * side * side, 0.0, 1.0));
  float groove = 1.0 - 0.13 * exp(-square(across / 0.020)) * ramp(0.10, 0.5, toTip);
  float inMouth = 0.45 + 0.55 * ramp(root - 0.02, lip + 0.04, v), rim = 0.80 + 0.20 * ramp(0.0, 0.30, toTip);
  float shine = 0.30 * exp(-square((side + 0.36) / 0.17) - square((toTip - 0.38) / 0.15)) * ramp(lip, lip + 0.06, v);
  vec3 shown = mix(vec3(204, 108, 114) * (rounded * groove * rim), vec3(255, 232, 228), shine) * inMouth * tint;
  return v < root ? shown * 0.8 : shown;
}
void main() {
  vec2 pixel = gl_FragCoord.xy - 0.5;
  vec2 point = toPlane * vec3(pixel, 1.0);
  float v = point.y, across = point.x - middle - lean * max(0.0, v - lip), soft = 1.2 / mouthIod;
  vec2 edges = lipsAt(point.x);
  float underLip = ramp(-soft, 2.0 * soft, v - max(edges.x, min(0.045, edges.y - 0.03)));   // upper lip and teeth stay in front
  if (isShadow) {
    float shadow = ramp(-0.035, 0.03, inside(across, v - 0.02, 0.01)) * ramp(lip - 0.03, lip + 0.02, v) * underLip;
    color = vec4(0.0, 0.0, 0.0, 0.26 * shadow * share * kept(pixel));
    return;
  }
  color = vec4(shadeAt(across, v) / 255.0, ramp(-soft, soft, inside(across, v, 0.0)) * underLip * share * kept(pixel));
}`;
