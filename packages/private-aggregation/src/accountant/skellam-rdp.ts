import { type Rounding, roundedNorms } from './rounded-norms.ts';

export interface SkellamRound extends Rounding {
  /** Standard deviation of the sum's noise over `clip`, both in the vector's own units. */
  readonly noiseMultiplier: number;
}

/**
 * Rényi divergence (nats), at a whole order >= 2, of one round of the Skellam mechanism: a sum of rounded vectors plus
 * independent Skellam noise of variance v = (noiseMultiplier clip scale)^2 on each coordinate, at most
 *
 * order l2^2/(2 v) + min(((2 order - 1) l2^2 + 6 l1)/(4 v^2), 3 l1/(2 v))
 *
 * with the norms of `roundedNorms`. How many devices made the noise does not matter: a sum of Skellam variables is one.
 *
 * Source: Agarwal, Kairouz & Liu, "The Skellam Mechanism for Differentially Private Federated Learning" (2021), theorem 3.5
 * and corollary 3.6.
 */
export function skellamRdp(round: SkellamRound, order: number): number {
  const { l1, l2 } = roundedNorms(round);
  const variance = (round.noiseMultiplier * round.clip * round.scale) ** 2;
  const square = l2 * l2;
  const small = ((2 * order - 1) * square + 6 * l1) / (4 * variance * variance);
  return (order * square) / (2 * variance) + Math.min(small, (3 * l1) / (2 * variance));
}
