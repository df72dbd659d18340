import { embeddingLength, personHeads, personNodes, personValues } from '@parlour/model/graph';
import { embeddingsOf, type GraphSpace } from './graph-space.ts';
import type { WatchedTitle } from './watched-titles.ts';

/** A person's node, computed from what they watched. */
export interface PersonNode {
  /** Unit length. */
  readonly vector: Float64Array;
  readonly titles: readonly WatchedTitle[];
  /** Attention of each title, averaged over the heads; negative for what is disliked; sizes add up to 1. */
  readonly shares: Float64Array;
  /**
   * What each title adds to the cosine with a unit vector: summands[t] . other. titles x 64. With that of the encoder's own
   * bias they add up to the whole.
   */
  readonly summands: Float64Array;
}

/** The same titles' nodes with one of them left out cost less than the first. */
export interface PersonNodes {
  /** Undefined where nothing is liked. */
  node(without?: number): PersonNode | undefined;
}

export function personNodesOf(space: GraphSpace, titles: readonly WatchedTitle[]): PersonNodes {
  const { person } = space.model;
  const embeddings = embeddingsOf(
    space,
    titles.map(({ row }) => row),
  );
  const values = personValues(person, embeddings);
  return {
    node(without) {
      const places = Array.from(titles.keys()).filter((place) => titles[place].row !== without);
      if (!places.some((place) => titles[place].weight > 0)) return undefined;
      const nodes = personNodes(person, values, {
        starts: Int32Array.of(0, places.length),
        titles: Int32Array.from(places),
        weights: Float64Array.from(places, (place) => titles[place].weight),
        ages: Float64Array.from(places, (_, at) => places.length - 1 - at),
      });
      return {
        vector: nodes.embeddings,
        titles: places.map((place) => titles[place]),
        shares: Float64Array.from(places, (_, at) => meanShare(nodes.shares, at)),
        summands: summandsOf(nodes.shares, values, places, nodes.lengths[0]),
      };
    },
  };
}

function meanShare(shares: Float64Array, at: number): number {
  let sum = 0;
  for (let head = 0; head < personHeads; head += 1) sum += shares[at * personHeads + head];
  return sum / personHeads;
}

function summandsOf(
  shares: Float64Array,
  values: Float64Array,
  places: readonly number[],
  length: number,
): Float64Array {
  const width = embeddingLength / personHeads;
  const summands = new Float64Array(places.length * embeddingLength);
  places.forEach((place, at) => {
    for (let i = 0; i < embeddingLength; i += 1) {
      const share = shares[at * personHeads + Math.floor(i / width)];
      summands[at * embeddingLength + i] = (share * values[place * embeddingLength + i]) / length;
    }
  });
  return summands;
}
