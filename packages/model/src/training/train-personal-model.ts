import type { BackendName } from '../backend-name.ts';
import type { ComputeBackend } from '../backends/compute-backend.ts';
import type { FeatureMatrix } from '@parlour/catalogue';
import type { PersonalModel } from '../personal/personal-model.ts';
import type { Preference } from '../personal/preference.ts';
import { addCentred, type StartVector, startVector } from '../personal/start-vector.ts';
import { seededRandom } from '../seeded-random.ts';
import { tripleSampler } from './sample-triples.ts';
import { shareLedger } from './share-ledger.ts';
import type { Rates } from './triples.ts';

export interface Training {
  readonly backend: ComputeBackend;
  readonly features: FeatureMatrix;
  /** `meanRow(features)`. */
  readonly mean: Float32Array;
  readonly preferences: readonly Preference[];
  readonly versions: { readonly catalogue: string; readonly features: string };
  /** How many events the preferences were made of. */
  readonly events: number;
  /**
   * Warm start: goes on from this model if its features are of the same version. Only for a history that grew: what was
   * taken out of it stays in the vector.
   */
  readonly from?: PersonalModel | undefined;
  readonly plan: TrainingPlan;
  readonly seed: number;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
  /** Called between chunks with 0..1. */
  readonly onProgress?: (fraction: number) => void;
}

export interface TrainingPlan {
  readonly steps: number;
  /** Steps between two looks at the signal. */
  readonly chunk: number;
  /** Triples a step. */
  readonly batch: number;
  readonly rates: Rates;
}

const batch = 96;
const rates: Rates = { learningRate: 1, pull: 0.02 };
/** From the start vector to convergence. */
export const fullPlan: TrainingPlan = { steps: 100, chunk: 10, batch, rates };
/** After a single event. */
export const littlePlan: TrainingPlan = { steps: 10, chunk: 5, batch, rates };

export interface TrainingOutcome {
  /** The new model, also where the training was stopped half-way; undefined where there is nothing to learn from. */
  readonly model: PersonalModel | undefined;
  readonly backend: BackendName;
  readonly steps: number;
  readonly milliseconds: number;
  readonly stopped: boolean;
  /** Mean BPR loss over the first and the last tenth of the steps. */
  readonly lossBefore: number;
  readonly lossAfter: number;
}

/** Start vector, then BPR in chunks; the event loop runs between them, so that a stop is heard. */
export async function trainPersonalModel(training: Training): Promise<TrainingOutcome> {
  const { backend, features, mean, preferences, plan, now, signal, onProgress } = training;
  const begun = now();
  const losses: number[] = [];
  const start = startVector(features, mean, preferences);
  const sampler = tripleSampler(preferences, features.rows, seededRandom(training.seed));
  const outcome = (model: PersonalModel | undefined): TrainingOutcome => ({
    model,
    backend: backend.name,
    steps: losses.length,
    milliseconds: now() - begun,
    stopped: signal?.aborted === true && losses.length < plan.steps,
    ...ends(losses),
  });
  if (start === undefined) return outcome(undefined);
  const warm = training.from?.featureVersion === training.versions.features ? training.from : undefined;
  const ledger = shareLedger(preferences, start.coefficients, warm?.shares);
  let vector = warm === undefined ? start.vector : warmVector(warm, features, mean, preferences, start);
  if (sampler !== undefined) {
    while (losses.length < plan.steps && signal?.aborted !== true) {
      const triples = sampler.next(Math.min(plan.chunk, plan.steps - losses.length), plan.batch);
      const result = await backend.train({ vector, anchor: start.vector, triples, rates: plan.rates });
      vector = result.vector;
      ledger.record(triples, result.pulls, plan.rates);
      losses.push(...result.losses);
      onProgress?.(losses.length / plan.steps);
      await macrotask();
    }
  }
  return outcome({
    catalogueVersion: training.versions.catalogue,
    featureVersion: training.versions.features,
    vector,
    shares: ledger.shares(),
    steps: (warm?.steps ?? 0) + losses.length,
    trainedAt: now(),
    events: training.events,
  });
}

/** The old vector, with what is new in the history put in as heavily as the start vector holds it. */
function warmVector(
  { vector, shares }: PersonalModel,
  features: FeatureMatrix,
  mean: Float32Array,
  preferences: readonly Preference[],
  start: StartVector,
): Float32Array {
  const known = new Set(shares.map((share) => share.item));
  const warm = vector.slice();
  preferences.forEach(({ item, row }, index) => {
    if (!known.has(item)) addCentred(features, mean, row, start.coefficients[index] ?? 0, warm);
  });
  return warm;
}

function ends(losses: readonly number[]): { lossBefore: number; lossAfter: number } {
  if (losses.length === 0) return { lossBefore: 0, lossAfter: 0 };
  const tenth = Math.max(1, Math.floor(losses.length / 10));
  const mean = (part: readonly number[]): number => part.reduce((sum, loss) => sum + loss, 0) / part.length;
  return { lossBefore: mean(losses.slice(0, tenth)), lossAfter: mean(losses.slice(-tenth)) };
}

/** Lets messages in: a promise that is already settled would not. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
