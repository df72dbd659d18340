export { answerBundle, type BundleAnswer, type SaidToQuery } from './answer-bundle.ts';
export { clustersId, clustersOf, clustersScale, slotLength } from './clusters.ts';
export {
  type ClusterOfSums,
  type ClusterSum,
  clustersOfSums,
  mostDoubt,
  noiseOfClusterSums,
} from './clusters-of-sums.ts';
export {
  fusion,
  fusionId,
  fusionScale,
  fusionSumNorm,
  fusionWeightings,
  mostGain,
} from './fusion.ts';
export { likelyCounts } from './likely-counts.ts';
export { moments, momentsBasis, momentsId } from './moments.ts';
export { mostTitles, popularity, popularityId, popularityList, popularityScale } from './popularity.ts';
export { newestEpochs, type PopularitySum, popularityOfSums } from './popularity-of-sums.ts';
export { armOf, type Arm, arms } from './experiment-arm.ts';
export {
  decideExperiment,
  type Decided,
  type Decision,
  type DecisionOptions,
  type Estimate,
  type MeasuredQuality,
} from './decide-experiment.ts';
export { experimentOfSums, type ExperimentSum, type QualitySum } from './experiment-of-sums.ts';
export {
  type ArmSum,
  armSums,
  quality,
  qualityDimension,
  qualityExperiment,
  qualityId,
  qualityMeasures,
  qualityReach,
  qualityScale,
} from './quality.ts';
export { reportedAs, reports, reportsId, reportsList } from './reports.ts';
export { type ReportsSum, reportsOfSums } from './reports-of-sums.ts';
export {
  asked,
  type BundleMaterial,
  familyOf,
  type FileMaterial,
  type OwnGains,
  type OwnPlace,
  type OwnQuality,
  type QueryFile,
  type QueryKind,
  type ReportedTitle,
  type WatchedTitle,
} from './query-kind.ts';
export { isWorthAnswering, queryKind } from './query-kinds.ts';
