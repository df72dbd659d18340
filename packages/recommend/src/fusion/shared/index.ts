export { chooseWeighting, type ChosenWeighting, type MeanGains, sureOfGain } from './choose-weighting.ts';
export { weightingsOf } from './weightings.ts';
