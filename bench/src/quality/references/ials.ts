import { type ImplicitAlsOptions, interactionsOf } from '@parlour/model/collaborative';
import type { Recommender } from '../recommender.ts';
import { fittedAls } from './fitted-als.ts';

/** The geometric middle of what is customary (confidence 1 to 100, penalty 0.01 to 100): fixed, and tuned on no part of any split. */
const alpha = 10;
const lambda = 1;

/**
 * The textbook: 64 factors, ten sweeps, every pair watched with confidence 1 + alpha, every other with 1, one penalty for all rows
 * (Hu, Koren & Volinsky 2008, equation 3). Divided by alpha, with targets 1 and 0 in place of alpha / (1 + alpha) and 0, that objective is ours
 * of exponent 0: of a pair nobody watched 1 / alpha is left, of the penalty lambda / (1 + alpha).
 */
export const ialsOptions: ImplicitAlsOptions = {
  rank: 64,
  passes: 10,
  seed: 1,
  unobserved: 1 / alpha,
  ridge: lambda / (1 + alpha),
  exponent: 0,
};

export const ials: Recommender = {
  name: 'ials',
  fit: ({ catalogue, train }) => fittedAls(interactionsOf(catalogue.size, train), ialsOptions),
};
