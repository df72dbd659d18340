import type { FeatureMatrix } from '@parlour/catalogue';
import { addRow, rowDot } from '../vector-math.ts';
import type { ComputeBackend, TrainJob, TrainResult } from './compute-backend.ts';

/** Plain loops over the int8 features: nothing to load, nothing to copy. */
export function openTypedArrays(features: FeatureMatrix): Promise<ComputeBackend> {
  return Promise.resolve({
    name: 'typed-arrays',
    detail: 'Plain JavaScript on one core',
    score: (vector) => Promise.resolve(score(features, vector)),
    train: (job) => Promise.resolve(train(features, job)),
    dispose: () => undefined,
  });
}

function score(features: FeatureMatrix, vector: Float32Array): Float32Array {
  const scores = new Float32Array(features.rows);
  for (let row = 0; row < features.rows; row += 1) scores[row] = rowDot(features, row, vector);
  return scores;
}

/**
 * Minibatch gradient descent on the BPR criterion (Rendle et al. 2009, section 4, BPR-OPT for the user's factors):
 * with x = u . (f_i - f_j), u += rate * (mean sigmoid(-x) (f_i - f_j) - pull (u - anchor)).
 */
function train(features: FeatureMatrix, { vector, anchor, triples, rates }: TrainJob): TrainResult {
  const { steps, batch, positives, negatives } = triples;
  const current = vector.slice();
  const gradient = new Float32Array(features.dimension);
  const losses = new Float32Array(steps);
  const pulls = new Float32Array(steps * batch);
  for (let step = 0; step < steps; step += 1) {
    gradient.fill(0);
    let loss = 0;
    for (let at = step * batch; at < (step + 1) * batch; at += 1) {
      const positive = positives[at] ?? 0;
      const negative = negatives[at] ?? 0;
      const x = rowDot(features, positive, current) - rowDot(features, negative, current);
      const pull = 1 / (1 + Math.exp(x));
      pulls[at] = pull;
      loss += Math.log1p(Math.exp(-Math.abs(x))) + Math.max(-x, 0);
      addRow(features, positive, pull / batch, gradient);
      addRow(features, negative, -pull / batch, gradient);
    }
    losses[step] = loss / batch;
    for (let i = 0; i < current.length; i += 1) {
      const away = (current[i] ?? 0) - (anchor[i] ?? 0);
      current[i] = (current[i] ?? 0) + rates.learningRate * ((gradient[i] ?? 0) - rates.pull * away);
    }
  }
  return { vector: current, losses, pulls };
}
