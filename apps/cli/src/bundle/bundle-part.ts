import type { Query } from '@parlour/wire';

/** A query as it is asked among others of an epoch. */
export interface BundlePart {
  /** The first part of its id. */
  readonly family: string;
  /** @param clipShare of the clip norm, that its vector may use. */
  readonly query: (clipShare: number) => Query;
}

/** Family of the query that everybody's model is learned from. */
export const modelFamily = 'moments';

/** Of the squared clip norm, what the model's query has by default: it needs most of what noise leaves. */
export const modelShare = 0.8;

/**
 * What each part may use of the clip norm: the model `model` of its square, the others what is left in equal shares, without a
 * model all the same. The squares add up to 1 at most, so that the clip of the whole takes nothing more away.
 * @param model in (0, 1).
 */
export function clipShares(parts: readonly BundlePart[], model: number = modelShare): number[] {
  const others = parts.filter(({ family }) => family !== modelFamily).length;
  const isAlone = others === 0 || others === parts.length;
  const ofModel = isAlone ? 1 / parts.length : model;
  const ofOther = isAlone ? 1 / parts.length : (1 - model) / others;
  return parts.map(({ family }) => roundedDown(Math.sqrt(family === modelFamily ? ofModel : ofOther)));
}

/** So that no rounding lifts a sum of squares over 1. */
const roundedDown = (share: number): number => Math.floor(share * 1e6) / 1e6;
