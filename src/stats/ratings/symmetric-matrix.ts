/** A square matrix, row by row. */
export type Matrix = Float64Array;

/**
 * The lower triangle L of a symmetric positive definite matrix A = L Lᵀ; null where it is not definite.
 * @param size rows, and columns
 */
export function factorize(matrix: Matrix, size: number): Matrix | null {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    const row = i * size;
    for (let j = 0; j <= i; j += 1) {
      const other = j * size;
      let sum = matrix[row + j]!;
      for (let k = 0; k < j; k += 1) sum -= lower[row + k]! * lower[other + k]!;
      if (i === j) {
        if (!(sum > 0)) return null;
        lower[row + i] = Math.sqrt(sum);
      } else {
        lower[row + j] = sum / lower[other + j]!;
      }
    }
  }
  return lower;
}

/** x of L Lᵀ x = right. */
export function solveFactored(lower: Matrix, right: Float64Array): Float64Array {
  const size = right.length;
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i += 1) {
    let sum = x[i]!;
    for (let k = 0; k < i; k += 1) sum -= lower[i * size + k]! * x[k]!;
    x[i] = sum / lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    const value = x[i]! / lower[i * size + i]!;
    x[i] = value;
    for (let k = 0; k < i; k += 1) x[k] = x[k]! - lower[i * size + k]! * value;
  }
  return x;
}

/** (L Lᵀ)⁻¹. */
export function invertFactored(lower: Matrix, size: number): Matrix {
  // Column j of L⁻¹ is kept as row j, so that both loops read in order.
  const columns = new Float64Array(size * size);
  for (let j = 0; j < size; j += 1) {
    columns[j * size + j] = 1 / lower[j * size + j]!;
    for (let i = j + 1; i < size; i += 1) {
      let sum = 0;
      for (let k = j; k < i; k += 1) sum -= lower[i * size + k]! * columns[j * size + k]!;
      columns[j * size + i] = sum / lower[i * size + i]!;
    }
  }
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = 0;
      for (let k = i; k < size; k += 1) sum += columns[i * size + k]! * columns[j * size + k]!;
      inverse[i * size + j] = sum;
      inverse[j * size + i] = sum;
    }
  }
  return inverse;
}

/** M B M for symmetric M and B. */
export function sandwich(outer: Matrix, inner: Matrix, size: number): Matrix {
  return multiplyTransposed(multiplyTransposed(outer, inner, size), outer, size);
}

/** A Bᵀ. */
function multiplyTransposed(left: Matrix, right: Matrix, size: number): Matrix {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      let sum = 0;
      for (let k = 0; k < size; k += 1) sum += left[i * size + k]! * right[j * size + k]!;
      product[i * size + j] = sum;
    }
  }
  return product;
}
