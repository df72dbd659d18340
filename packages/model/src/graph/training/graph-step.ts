import type { FeatureMatrix } from '@parlour/catalogue';
import type { WeighedEdges } from '../edges/importance.ts';
import { type NodeSet, pickNeighbours } from '../edges/pick-neighbours.ts';
import type { EncoderInput } from '../encoder/encoder.ts';
import { sparseRows } from '../encoder/sparse-rows.ts';
import type { People } from '../person/people.ts';
import { layerShapes } from '../shape.ts';
import type { Comparisons } from './bpr.ts';
import type { Cut } from './sample-people.ts';

const neighbourLimits = layerShapes.map(({ neighbours }) => neighbours);

/** One step's titles, people and comparisons; titles are numbers of the node set. */
export interface GraphStep {
  readonly input: EncoderInput;
  readonly people: People;
  readonly comparisons: Comparisons;
}

/** Fewer neighbours are drawn than a layer may listen to where there are fewer; without `random`, the most important. */
export function encoderInput(
  features: FeatureMatrix,
  edges: WeighedEdges,
  degrees: Float64Array,
  nodes: NodeSet,
  random?: () => number,
): EncoderInput {
  return {
    features: sparseRows(features, nodes.rows),
    graphs: pickNeighbours(edges, nodes, neighbourLimits, random),
    degrees: Float64Array.from(nodes.rows, (row) => degrees[row]),
  };
}

/** WATCHED edges of people's histories, oldest first, to numbered titles. */
export function peopleOf(histories: readonly Int32Array[], numberOf: Int32Array): People {
  const starts = new Int32Array(histories.length + 1);
  histories.forEach((history, person) => {
    starts[person + 1] = starts[person] + history.length;
  });
  const ages = histories.flatMap((history) => Array.from(history, (_, i) => history.length - 1 - i));
  return {
    starts,
    titles: Int32Array.from(
      histories.flatMap((history) => Array.from(history)),
      (row) => numberOf[row],
    ),
    weights: new Float64Array(ages.length).fill(1),
    ages: Float64Array.from(ages),
  };
}

export function comparisonsOf(
  cuts: readonly Cut[],
  negatives: Int32Array,
  numberOf: Int32Array,
): Comparisons {
  const targetStarts = new Int32Array(cuts.length + 1);
  const place = new Map(Array.from(negatives, (row, at) => [row, at]));
  const met = new Uint8Array(cuts.length * negatives.length);
  cuts.forEach(({ targets, all }, person) => {
    targetStarts[person + 1] = targetStarts[person] + targets.length;
    for (const row of all) {
      const at = place.get(row);
      if (at !== undefined) met[person * negatives.length + at] = 1;
    }
  });
  const targets = cuts.flatMap((cut) => Array.from(cut.targets, (row) => numberOf[row]));
  return {
    targetStarts,
    targets: Int32Array.from(targets),
    negatives: Int32Array.from(negatives, (row) => numberOf[row]),
    met,
  };
}
