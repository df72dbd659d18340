import type { ResidualParameters } from '../parameters.ts';
import { embeddingLength } from '../shape.ts';
import { addColumnSums, addProduct, transposed } from './matrix.ts';

/** x + x weight + bias for every row of `values` (rows x 64). */
export function residual({ weight, bias }: ResidualParameters, values: Float64Array): Float64Array {
  const rows = values.length / embeddingLength;
  const result = values.slice();
  for (let i = 0; i < result.length; i++) result[i] += bias[i % embeddingLength];
  addProduct(values, weight, rows, embeddingLength, embeddingLength, result);
  return result;
}

/** The gradient of `values`, given that of the result; adds those of the parameters. */
export function residualGradient(
  { weight }: ResidualParameters,
  values: Float64Array,
  gradient: Float64Array,
  byParameters: ResidualParameters,
): Float64Array {
  const rows = values.length / embeddingLength;
  const byValues = gradient.slice();
  addProduct(
    gradient,
    transposed(weight, embeddingLength, embeddingLength),
    rows,
    embeddingLength,
    embeddingLength,
    byValues,
  );
  addProduct(
    transposed(values, rows, embeddingLength),
    gradient,
    embeddingLength,
    rows,
    embeddingLength,
    byParameters.weight,
  );
  addColumnSums(gradient, embeddingLength, byParameters.bias);
  return byValues;
}
