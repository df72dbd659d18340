import { graphParameters } from '../../graph-parameters/graph-parameters.ts';
import { demand, refusal } from '../../refusal.ts';
import { MOST_SHARES } from '../shamir/shamir.ts';
import type { RoundSetup } from '../round-setup.ts';

export interface CohortGraph {
  /** Neighbours that each device draws; they hold the shares of its secrets. */
  readonly degree: number;
  /** Shares that open a secret; also how many drawn neighbours must be left, and agree on the survivors. */
  readonly threshold: number;
}

/**
 * Degree and threshold of a round of `clients` devices, which every role computes by itself against a semi-malicious
 * aggregator. Computed once for each size and pair of rates.
 * @throws ParlourError `aggregation/cohort-size` where no graph is both safe and able to finish,
 * `aggregation/degree-too-high` above 254.
 */
export function cohortGraph(clients: number, setup: RoundSetup): CohortGraph {
  const { adversarialRate, dropoutRate } = setup;
  const name = `${clients} ${adversarialRate} ${dropoutRate}`;
  const graph = known.get(name) ?? compute(clients, adversarialRate, dropoutRate);
  known.set(name, graph);
  demand(graph.degree < MOST_SHARES, 'degree-too-high', String(graph.degree));
  return graph;
}

const known = new Map<string, CohortGraph>();

function compute(clients: number, adversarialRate: number, dropoutRate: number): CohortGraph {
  try {
    return graphParameters(clients, adversarialRate, dropoutRate, 'semi-malicious');
  } catch (cause) {
    throw refusal('cohort-size', String(cause));
  }
}
