export { type BackendName, backendNames } from './backend-name.ts';
export { type Agreement, agreement, tolerance } from './backends/agreement.ts';
export type { ComputeBackend, TrainJob, TrainResult } from './backends/compute-backend.ts';
export { fastest, type Measurement, measureBackends } from './backends/measure-backends.ts';
export { openBackend } from './backends/open-backend.ts';
export type { WasmBinaries } from './backends/tfjs/open-wasm.ts';
export type { FeatureMatrix } from '@parlour/catalogue';
export { eventWeight } from './personal/event-weight.ts';
export { decodePersonalModel, encodePersonalModel } from './personal/model-bytes.ts';
export type { ItemShare, PersonalModel } from './personal/personal-model.ts';
export type { Preference } from './personal/preference.ts';
export { preferencesFromEvents } from './personal/preferences-from-events.ts';
export { addCentred } from './personal/start-vector.ts';
export { seededRandom } from './seeded-random.ts';
export {
  fullPlan,
  littlePlan,
  type Training,
  type TrainingOutcome,
  type TrainingPlan,
  trainPersonalModel,
} from './training/train-personal-model.ts';
export type { Rates, Triples } from './training/triples.ts';
export { addRow, dot, meanRow, norm, normalised, rowDot, rowsDot, rowVector } from './vector-math.ts';
