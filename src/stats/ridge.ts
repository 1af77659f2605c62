/** Ridge regression of one series on a few others, with the Cholesky decomposition. */

/**
 * Residuals of a linear prediction: leave-one-out residuals for the training rows, plain residuals for all
 * later rows.
 * @param target a value a row
 * @param predictors columns of the same rows; centred, of like spread
 * @param rows how many first rows are for training
 * @param penalty added to the diagonal, above 0: in units of a predictor's sum of squares
 * Source: sklearn.linear_model.Ridge(alpha=penalty) with the intercept; left out by Allen's PRESS, r / (1 -
 * h).
 */
export function ridgeResiduals(
  target: Float64Array,
  predictors: readonly Float64Array[],
  rows: number,
  penalty: number,
): Float64Array {
  const width = predictors.length;
  const mean = meanOf(target, rows);
  const means = predictors.map((column) => meanOf(column, rows));
  const gram = new Float64Array(width * width);
  const weights = new Float64Array(width);
  for (let a = 0; a < width; a++) {
    for (let b = 0; b <= a; b++)
      gram[a * width + b] = covary(column(a), column(b), means[a] as number, means[b] as number, rows);
    gram[a * width + a] = at(gram, a * width + a) + penalty;
    weights[a] = covary(column(a), target, means[a] as number, mean, rows);
  }
  function column(place: number): Float64Array {
    return predictors[place] as Float64Array;
  }
  decompose(gram, width);
  solveLower(gram, width, weights);
  solveUpper(gram, width, weights);
  const row = new Float64Array(width);
  return target.map((value, i) => {
    let left = value - mean;
    for (let a = 0; a < width; a++) {
      row[a] = at(column(a), i) - (means[a] as number);
      left -= at(weights, a) * at(row, a);
    }
    if (i >= rows) return left;
    solveLower(gram, width, row);
    let leverage = 1 / rows;
    for (let a = 0; a < width; a++) leverage += at(row, a) * at(row, a);
    return left / (1 - leverage);
  });
}

/** In place: the lower triangle L of L·Lᵀ. */
function decompose(matrix: Float64Array, width: number): void {
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(matrix, i * width + j);
      for (let k = 0; k < j; k++) sum -= at(matrix, i * width + k) * at(matrix, j * width + k);
      matrix[i * width + j] = i === j ? Math.sqrt(sum) : sum / at(matrix, j * width + j);
    }
  }
}

function solveLower(lower: Float64Array, width: number, right: Float64Array): void {
  for (let i = 0; i < width; i++) {
    let sum = at(right, i);
    for (let k = 0; k < i; k++) sum -= at(lower, i * width + k) * at(right, k);
    right[i] = sum / at(lower, i * width + i);
  }
}

function solveUpper(lower: Float64Array, width: number, right: Float64Array): void {
  for (let i = width - 1; i >= 0; i--) {
    let sum = at(right, i);
    for (let k = i + 1; k < width; k++) sum -= at(lower, k * width + i) * at(right, k);
    right[i] = sum / at(lower, i * width + i);
  }
}

function meanOf(values: Float64Array, rows: number): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += at(values, i);
  return sum / rows;
}

function covary(a: Float64Array, b: Float64Array, meanA: number, meanB: number, rows: number): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += (at(a, i) - meanA) * (at(b, i) - meanB);
  return sum;
}

function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
