import type { FeatureMatrix } from '@parlour/catalogue';
import { addRow } from '../../vector-math.ts';
import type { TrainJob, TrainResult } from '../compute-backend.ts';
import type { TensorFlow, Tensor2D } from './tensor-flow.ts';

/**
 * The steps of `typed-arrays`, written as matrix products with their gradient spelled out, so that no autodiff and no
 * scatter is needed; vectors are rows, which WebGPU multiplies far faster than columns. Only the differences f_i - f_j of the job's own triples are uploaded (steps * batch rows).
 */
export async function trainOnTensors(
  tf: TensorFlow,
  features: FeatureMatrix,
  { vector, anchor, triples, rates }: TrainJob,
  flags: Readonly<Record<string, number>>,
): Promise<TrainResult> {
  const { steps, batch } = triples;
  const { dimension } = features;
  const differences = tripleDifferences(features, triples.positives, triples.negatives);
  const restore = setFlags(tf, flags);
  const [after, allPulls] = tf.tidy((): [Tensor2D, Tensor2D] => {
    const all = tf.tensor2d(differences, [steps * batch, dimension]);
    const towards = tf.tensor2d(anchor, [1, dimension]);
    const pulls: Tensor2D[] = [];
    let current: Tensor2D = tf.tensor2d(vector, [1, dimension]);
    for (let step = 0; step < steps; step += 1) {
      const rows = tf.slice2d(all, [step * batch, 0], [batch, dimension]);
      const pull: Tensor2D = tf.sigmoid(tf.neg(tf.matMul(current, rows, false, true)));
      pulls.push(pull);
      const ascent = tf.mul(tf.matMul(pull, rows), rates.learningRate / batch);
      const back = tf.mul(tf.sub(towards, current), rates.learningRate * rates.pull);
      current = tf.add(current, tf.add(ascent, back));
    }
    return [current, tf.concat2d(pulls, 1)];
  });
  restore();
  try {
    const pulls = new Float32Array(await allPulls.data<'float32'>());
    return { vector: new Float32Array(await after.data<'float32'>()), losses: lossesOf(pulls, batch), pulls };
  } finally {
    after.dispose();
    allPulls.dispose();
  }
}

function setFlags(tf: TensorFlow, flags: Readonly<Record<string, number>>): () => void {
  const before = Object.keys(flags).map((name) => [name, tf.env().getNumber(name)] as const);
  for (const [name, value] of Object.entries(flags)) tf.env().set(name, value);
  return () => {
    for (const [name, value] of before) tf.env().set(name, value);
  };
}

function tripleDifferences(
  features: FeatureMatrix,
  positives: Int32Array,
  negatives: Int32Array,
): Float32Array {
  const { dimension } = features;
  const differences = new Float32Array(positives.length * dimension);
  for (let at = 0; at < positives.length; at += 1) {
    const difference = differences.subarray(at * dimension, (at + 1) * dimension);
    addRow(features, positives[at] ?? 0, 1, difference);
    addRow(features, negatives[at] ?? 0, -1, difference);
  }
  return differences;
}

/** -ln sigmoid(x) = -ln(1 - sigmoid(-x)), so the pulls are all that has to come back. */
function lossesOf(pulls: Float32Array, batch: number): Float32Array {
  const losses = new Float32Array(pulls.length / batch);
  pulls.forEach((pull, at) => {
    const step = Math.floor(at / batch);
    losses[step] = (losses[step] ?? 0) - Math.log(Math.max(1 - pull, 1e-30)) / batch;
  });
  return losses;
}
