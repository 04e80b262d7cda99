// @ts-check
// Least squares whose normal matrix is a band, as BandedSystem.cs: equations are added, then solved once.
// Source: Golub and Van Loan, Matrix Computations, banded Cholesky.

/** @param {number} size @param {number} halfWidth */
export function bandedSystem(size, halfWidth) {
  const band = new Float64Array(size * (halfWidth + 1));                     // row i: columns i - halfWidth .. i
  const right = new Float64Array(size);
  const at = (/** @type {number} */ row, /** @type {number} */ column) => row * (halfWidth + 1) + column - row + halfWidth;

  return {
    /** weight * (sum of coefficients[k] * x[first + k] - target)^2. @param {number} first @param {readonly number[]} coefficients @param {number} target @param {number} weight */
    addEquation(first, coefficients, target, weight) {
      coefficients.forEach((a, i) => {
        right[first + i] += weight * a * target;
        for (let j = 0; j <= i; j++) band[at(first + i, first + j)] += weight * a * coefficients[j];
      });
    },
    solve() {
      for (let i = 0; i < size; i++)
        for (let j = Math.max(0, i - halfWidth); j <= i; j++) {
          let sum = band[at(i, j)];
          for (let k = Math.max(0, i - halfWidth); k < j; k++) sum -= band[at(i, k)] * band[at(j, k)];
          band[at(i, j)] = i === j ? Math.sqrt(sum) : sum / band[at(j, j)];
        }
      for (let i = 0; i < size; i++) {
        for (let k = Math.max(0, i - halfWidth); k < i; k++) right[i] -= band[at(i, k)] * right[k];
        right[i] /= band[at(i, i)];
      }
      for (let i = size - 1; i >= 0; i--) {
        for (let k = i + 1; k <= Math.min(size - 1, i + halfWidth); k++) right[i] -= band[at(k, i)] * right[k];
        right[i] /= band[at(i, i)];
      }
      return right;
    },
  };
}
