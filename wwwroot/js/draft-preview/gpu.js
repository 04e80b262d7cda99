// @ts-check
// The little of WebGL 2 that is needed: programs whose uniforms are set by name, textures of arrays.

/** @typedef {WebGL2RenderingContext} GL */
/** @typedef {number | boolean | ArrayLike<number> | WebGLTexture} UniformValue */
/** @typedef {(values: Record<string, UniformValue>) => void} Use sets uniforms by name; those not named keep their values, textures excepted */

/** Compiled at first use: most faces need half of the programs. @param {GL} gl @param {string} vertex @param {string} fragment @returns {Use} */
export function makeProgram(gl, vertex, fragment) {
  /** @type {Use | null} */ let use = null;
  return (values) => (use ??= compile(gl, vertex, fragment))(values);
}

/** @param {GL} gl @param {string} vertex @param {string} fragment @returns {Use} */
function compile(gl, vertex, fragment) {
  const program = gl.createProgram();
  for (const [type, source] of /** @type {[number, string][]} */ ([[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]])) {
    const shader = gl.createShader(type);
    if (!shader) throw new Error("The graphics context is lost: reload the page.");
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(`A shader does not compile on this machine: ${gl.getShaderInfoLog(shader)}`);
    gl.attachShader(program, shader);
  }

  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(`A shader does not link on this machine: ${gl.getProgramInfoLog(program)}`);

  /** @type {Map<string, (value: any) => void>} */ const setters = new Map();
  let units = 0;
  for (let i = 0; i < gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS); i++) {
    const info = gl.getActiveUniform(program, i);
    const place = info && gl.getUniformLocation(program, info.name);
    if (info && place) setters.set(info.name, setter(gl, info.type, place, info.type === gl.SAMPLER_2D ? units++ : 0));
  }

  return (values) => {
    gl.useProgram(program);
    for (const [name, value] of Object.entries(values)) setters.get(name)?.(value); // a driver drops uniforms it can prove unused
  };
}

/** @param {GL} gl @param {number} type @param {WebGLUniformLocation} place @param {number} unit @returns {(value: any) => void} */
function setter(gl, type, place, unit) {
  switch (type) {
    case gl.FLOAT: return (value) => gl.uniform1f(place, value);
    case gl.FLOAT_VEC2: return (value) => gl.uniform2fv(place, value);
    case gl.FLOAT_VEC3: return (value) => gl.uniform3fv(place, value);
    case gl.FLOAT_VEC4: return (value) => gl.uniform4fv(place, value);
    case gl.FLOAT_MAT3x2: return (value) => gl.uniformMatrix3x2fv(place, false, value);
    case gl.BOOL: return (value) => gl.uniform1i(place, value ? 1 : 0);
    case gl.SAMPLER_2D: return (texture) => {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.uniform1i(place, unit);
    };
    default: throw new Error(`Uniforms of type ${type} are not used here.`);
  }
}

/**
 * @param {GL} gl @param {number} inner for example gl.RGBA16F @param {number} width @param {number} height
 * @param {number} outer for example gl.RGBA @param {number} type for example gl.FLOAT @param {ArrayBufferView | null} values
 * @param {boolean} [linear] interpolated between texels
 */
export function makeTexture(gl, inner, width, height, outer, type, values, linear = false) {
  const texture = gl.createTexture();
  gl.activeTexture(gl.TEXTURE0);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.texImage2D(gl.TEXTURE_2D, 0, inner, width, height, 0, outer, type, values);
  for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, linear ? gl.LINEAR : gl.NEAREST);
  for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, name, gl.CLAMP_TO_EDGE);
  return texture;
}
