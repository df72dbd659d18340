export { chooseWeighting, type ChosenWeighting, type MeanGains } from './choose-weighting.ts';
export { shareFusion, type SharedWeights } from './share-fusion.ts';
export { weightingsOf } from './weightings.ts';
