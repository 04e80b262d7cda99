// @ts-check
// GLSL that several programs share. Pixel (x, y) of the picture is fragment (x + .5, y + .5) of the target: row 0 is the picture's top.

export const PROLOGUE = /* glsl */ `#version 300 es
precision highp float;
precision highp sampler2D;
`;

/** A box of picture pixels (left, top, width, height) as a strip of four corners. */
export const BOX_VERTEX = /* glsl */ `${PROLOGUE}
uniform vec4 box;
uniform vec2 size;
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4((box.xy + corner * box.zw) / size * 2.0 - 1.0, 0.0, 1.0);
}`;

/** Share of the motion kept at a pixel: EdgeFade.cs. `edges` holds the person's coverage along left, top, right, bottom. */
export const EDGE_FADE = /* glsl */ `
uniform sampler2D edges;
uniform vec2 size;
uniform float narrowFade;
uniform vec4 wideFade;
float keptOn(float depth, float wide, float person) {
  float inside = depth - 4.0;
  return mix(smoothstep(0.0, narrowFade, inside), smoothstep(0.0, wide, inside), person);
}
float kept(vec2 pixel) {
  vec4 depth = vec4(pixel, size - 1.0 - pixel);
  if (all(greaterThan(depth, wideFade + 5.0))) return 1.0;
  vec4 byRow = texelFetch(edges, ivec2(pixel.y, 0), 0), byColumn = texelFetch(edges, ivec2(pixel.x, 0), 0);
  return keptOn(depth.x, wideFade.x, byRow.x) * keptOn(depth.y, wideFade.y, byColumn.y)
    * keptOn(depth.z, wideFade.z, byRow.z) * keptOn(depth.w, wideFade.w, byColumn.w);
}`;

/** Cubic-spline sample of a padded coefficient texture at a pixel position: SplineTexture.cs in four bilinear taps. The extra sharpness half way
 *  between pixels stops where it would ask for a negative outer weight, which a bilinear tap cannot give. */
export const SPLINE = /* glsl */ `
vec4 spline(sampler2D coefficients, vec2 position) {
  vec2 padded = vec2(textureSize(coefficients, 0));
  vec2 at = clamp(position, vec2(0.0), padded - 5.0);
  vec2 whole = floor(at), f = at - whole, g = 1.0 - f;
  vec2 boost = 0.448 * f * f * g * g;
  vec2 w0 = max(g * g * g / 6.0 - boost, 0.0), w3 = max(f * f * f / 6.0 - boost, 0.0);
  vec2 w2 = (1.0 + 3.0 * f + 3.0 * f * f - 3.0 * f * f * f) / 6.0 + boost, w1 = 1.0 - w0 - w2 - w3;
  vec2 low = w0 + w1, high = w2 + w3;
  vec2 a = (whole + 1.5 + w1 / low) / padded, b = (whole + 3.5 + w3 / high) / padded;
  return low.y * (low.x * texture(coefficients, a) + high.x * texture(coefficients, vec2(b.x, a.y)))
    + high.y * (low.x * texture(coefficients, vec2(a.x, b.y)) + high.x * texture(coefficients, b));
}`;
