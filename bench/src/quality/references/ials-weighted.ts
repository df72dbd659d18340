import { type ImplicitAlsOptions, interactionsOf } from '@parlour/model/collaborative';
import type { Recommender } from '../recommender.ts';
import { choose } from './choose.ts';
import { fittedAls } from './fitted-als.ts';

export const ialsWeightedCandidates: readonly ImplicitAlsOptions[] = [0.003, 0.03, 0.1].map((ridge) => ({
  rank: 64,
  passes: 6,
  seed: 1,
  unobserved: 0.1,
  ridge,
}));

/** Implicit ALS as it does best: a penalty that grows with what a row weighs (Rendle et al. 2022), chosen on the validation part. */
export const ialsWeighted: Recommender = {
  name: 'ials-weighted',
  fit(task) {
    const fit = (train: typeof task.train, options: ImplicitAlsOptions) =>
      fittedAls(interactionsOf(task.catalogue.size, train), options);
    return fit(
      task.train,
      choose(task, ialsWeightedCandidates, (options) => fit(task.tuning.train, options)),
    );
  },
};
