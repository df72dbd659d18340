export {
  designFor,
  effectivePeople,
  type MomentDesign,
  momentDesigns,
  momentDimension,
  momentRank,
} from './moment-design.ts';
export { decodeBasis, encodeBasis, type NamedBasis } from './basis-file.ts';
export { type MomentBasis, momentBasis } from './moment-basis.ts';
export { type CohortMoment, mergeMoments } from './merge-moments.ts';
export {
  draftMomentModel,
  manifestOfDraft,
  openMomentModel,
  type OpenedMomentModel,
  sealMomentModel,
  sealedPart,
} from './model-file.ts';
export { fitMomentModel, type MeanMoment, type MomentModel } from './moment-model.ts';
export { type MomentTold, momentTold } from './moment-told.ts';
export { momentPerson, momentScore, momentScores } from './moment-scores.ts';
export { addPersonMoment, mostMomentWatches, personDirection, personMoment } from './person-moment.ts';
export { privatePopularity } from './private-popularity.ts';
export { symmetricEigen } from './symmetric-eigen.ts';
export { matrixOfTriangle, outerTriangle, triangleOfMatrix } from './triangle.ts';
export { watchWeights } from './watch-weights.ts';
