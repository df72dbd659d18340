import { ParlourError } from '@parlour/wire';
import type { BackendName } from '../../backend-name.ts';
import type { FeatureMatrix } from '@parlour/catalogue';
import type { ComputeBackend } from '../compute-backend.ts';
import { featureChunks } from './feature-chunks.ts';
import type { TensorFlow } from './tensor-flow.ts';
import { trainOnTensors } from './train-on-tensors.ts';
import { inTurn } from './turn.ts';

export interface TfjsBackendSource {
  readonly name: Exclude<BackendName, 'typed-arrays'>;
  readonly tf: TensorFlow;
  readonly detail: string;
  /** Flags of TensorFlow.js that hold while training steps are issued. */
  readonly trainingFlags?: Readonly<Record<string, number>>;
}

/** One `ComputeBackend` for every TensorFlow.js backend: the same operations, the same order, another machine. */
export async function openTfjsBackend(
  features: FeatureMatrix,
  { name, tf, detail, trainingFlags = {} }: TfjsBackendSource,
): Promise<ComputeBackend> {
  const own = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      if (tf.getBackend() !== name && !(await tf.setBackend(name))) throw backendDidNotStart(name);
      return work();
    });
  await own(() => Promise.resolve());
  const chunks = featureChunks(tf, features);
  return {
    name,
    detail,
    score: (vector) =>
      own(async () => {
        const scores = new Float32Array(features.rows);
        // A row times the transposed matrix: WebGPU's product of the matrix and a column is 20 to 50 times slower.
        const row = tf.tensor2d(vector, [1, features.dimension]);
        try {
          await chunks.each(async (chunk, firstRow) => {
            const product = tf.matMul(row, chunk, false, true);
            scores.set(await product.data<'float32'>(), firstRow);
            product.dispose();
          });
        } finally {
          row.dispose();
        }
        return scores;
      }),
    train: (job) => own(() => trainOnTensors(tf, features, job, trainingFlags)),
    dispose: () => chunks.dispose(),
  };
}

export function backendDidNotStart(name: BackendName, cause?: unknown): ParlourError {
  return new ParlourError(
    'model/backend-not-available',
    {
      message: `The ${name} way of computing did not start on this device.`,
      meaning: 'Recommendations are computed in another way, with the same result.',
      mend: 'Nothing needs to be done. A newer browser may offer it.',
    },
    { cause },
  );
}
