// @ts-check
// The eyeball and the lash line: the per-pixel half of EyeLayer.cs. Both hide behind whatever is well in front of the eye (the nose of a turned head).

import { EDGE_FADE, PROLOGUE, SPLINE } from "./common.js";

const COVER = /* glsl */ `${PROLOGUE}
uniform sampler2D mask;
uniform sampler2D depths;
uniform vec4 box;
uniform float depth;
uniform vec2 depthSlope;
uniform float farthest;
uniform float iod;
out vec4 color;
${EDGE_FADE}
float cover(vec2 pixel) {
  float sheet = (texelFetch(depths, ivec2(pixel + 0.5), 0).r * 2.0 - 1.0) * farthest;
  float inFront = depth + dot(depthSlope, pixel) - sheet;
  return texelFetch(mask, ivec2(pixel - box.xy + 0.5), 0).r * (1.0 - smoothstep(0.16 * iod, 0.26 * iod, inFront)) * kept(pixel);
}`;

export const EYE_FRAGMENT = /* glsl */ `${COVER}
uniform sampler2D eyeball;
uniform mat3x2 toPhoto;
uniform vec2 origin;
uniform vec2 iris;
uniform vec2 gaze;
uniform float eyeWidth;
uniform float gain;
${SPLINE}
void main() {
  vec2 pixel = gl_FragCoord.xy - 0.5;
  vec2 source = toPhoto * vec3(pixel, 1.0);
  source -= gaze * (1.0 - smoothstep(0.45, 1.0, length(source - iris - gaze) / (eyeWidth * 0.62)));
  color = vec4(spline(eyeball, source - origin).rgb * gain, cover(pixel));
}`;

export const LASH_FRAGMENT = /* glsl */ `${COVER}
uniform vec3 lash;
void main() {
  color = vec4(lash, cover(gl_FragCoord.xy - 0.5));
}`;
