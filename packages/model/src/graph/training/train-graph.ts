import type { FeatureMatrix } from '@parlour/catalogue';
import { seededRandom } from '../../seeded-random.ts';
import { degreesOf } from '../edges/degrees.ts';
import type { GraphEdges } from '../edges/graph-edges.ts';
import { type WeighedEdges, weighEdges } from '../edges/importance.ts';
import { watchCounts, watchedEdges } from '../edges/watched-edges.ts';
import { type GraphParameters, initialParameters } from '../parameters.ts';
import { adam } from './adam.ts';
import { graphLoss } from './graph-loss.ts';
import type { GraphPlan } from './graph-plan.ts';
import { comparisonsOf, encoderInput, peopleOf } from './graph-step.ts';
import { sampleNodes } from './sample-nodes.ts';
import { negativeSampler } from './sample-negatives.ts';
import { randomWalks } from './random-walks.ts';
import { samplePeople } from './sample-people.ts';

const mostWalks = 20_000;

export interface GraphTraining {
  readonly features: FeatureMatrix;
  /** The catalogue's own. */
  readonly edges: GraphEdges;
  /** Rows that each person watched, oldest first, each once. With none, what is learned is which titles lie together. */
  readonly people: readonly Int32Array[];
  readonly plan: GraphPlan;
  readonly seed: number;
  /** After each step; awaited, so that the caller's event loop turns. */
  readonly onStep?: (step: number, loss: number, parameters: GraphParameters) => void | Promise<void>;
}

/** The graph that a part of the people is trained on: made of everybody else. */
export interface Fold {
  readonly people: readonly Int32Array[];
  readonly edges: WeighedEdges;
  readonly degrees: Float64Array;
  readonly negatives: (count: number, random: () => number) => Int32Array;
}

/** Learns the encoder from what people watched. Equal trainings give equal parameters, to the bit. */
export async function trainGraph(training: GraphTraining): Promise<GraphParameters> {
  const { features, plan, seed, onStep } = training;
  const random = seededRandom(seed);
  const parameters = initialParameters(random);
  const folds = training.people.length > 0 ? foldsOf(training) : [walksOf(training, random)];
  const update = adam(parameters.flat);
  for (let step = 0; step < plan.steps; step++) {
    const fold = folds[step % folds.length];
    const cuts = samplePeople(fold.people, plan, random);
    if (cuts.length === 0) continue;
    const negatives = fold.negatives(plan.negatives, random);
    const seeds = [...cuts.flatMap(({ history, targets }) => [...history, ...targets]), ...negatives];
    const nodes = sampleNodes(fold.edges, seeds, plan.nodes, random);
    const graphStep = {
      input: encoderInput(features, fold.edges, fold.degrees, nodes, random),
      people: peopleOf(
        cuts.map(({ history }) => history),
        nodes.numberOf,
      ),
      comparisons: comparisonsOf(cuts, negatives, nodes.numberOf),
    };
    const { loss, gradient } = graphLoss(parameters, graphStep, plan, { rate: plan.dropout, random });
    const learningRate = plan.learningRate * paceAt(step / plan.steps);
    update(gradient.flat, { learningRate, weightDecay: plan.weightDecay });
    await onStep?.(step + 1, loss, parameters);
  }
  return parameters;
}

/** Up over the first twentieth, then down along a half cosine (Loshchilov and Hutter 2017). */
function paceAt(fraction: number): number {
  const warm = 0.05;
  if (fraction < warm) return (fraction + warm / 10) / (warm + warm / 10);
  return 0.02 + 0.98 * 0.5 * (1 + Math.cos((Math.PI * (fraction - warm)) / (1 - warm)));
}

/** Where nobody told what they watched: made-up people over the catalogue's own edges. */
function walksOf({ features, edges }: GraphTraining, random: () => number): Fold {
  const none = watchedEdges([], features.rows, 0);
  const weighed = weighEdges(edges, none, 0);
  const nothing = new Float64Array(features.rows);
  return {
    people: randomWalks(weighed, mostWalks, random),
    edges: weighed,
    degrees: nothing,
    negatives: negativeSampler(nothing),
  };
}

/** An edge that two titles owe to the very person who is asked for the one would give the answer away. */
function foldsOf({ features, edges, people, plan }: GraphTraining): Fold[] {
  const count = Math.max(1, Math.min(plan.folds, people.length));
  return Array.from({ length: count }, (_, part) => {
    const own = people.filter((_, person) => person % count === part);
    const others = count === 1 ? people : people.filter((_, person) => person % count !== part);
    const counts = watchCounts(others, features.rows);
    const watched = watchedEdges(others, features.rows, plan.watchedPerRow);
    return {
      people: own,
      edges: weighEdges(edges, watched, plan.watchedShare),
      degrees: degreesOf(counts),
      negatives: negativeSampler(counts),
    };
  });
}
