import { embeddingLength, personHeads, personNodes, personValues, titleLogits } from '@parlour/model/graph';
import { type Levels, levelsOf } from './cosines.ts';
import { embeddingsOf, type GraphSpace } from './graph-space.ts';
import type { WatchedTitle } from './watched-titles.ts';

/** A person's node, computed from what they watched. */
export interface PersonNode {
  /** Of unit length. */
  readonly levels: Levels;
  /** Places of the titles in the list that it was made of. */
  readonly places: readonly number[];
  /** Attention of each title (titles x heads), negative for what is disliked; sizes add up to 1 a head. */
  readonly shares: Float64Array;
  /** Of the sum that `levels` is the direction of. */
  readonly length: number;
}

/** A person's node, and the nodes they would have without one of their titles. */
export interface PersonNodes {
  readonly titles: readonly WatchedTitle[];
  /** Undefined where nothing is liked. Each is computed once. */
  node(without?: number): PersonNode | undefined;
  /**
   * What each title adds to the cosine of `node` and a unit vector, and its mean attention. With that of the encoder's own bias
   * the first add up to the whole.
   */
  summands(node: PersonNode, other: Float64Array): { row: number; weight: number; share: number }[];
}

export function personNodesOf(space: GraphSpace, titles: readonly WatchedTitle[]): PersonNodes {
  const { person } = space;
  const rows = titles.map(({ row }) => row);
  const values = personValues(person, embeddingsOf(space, rows));
  const logits = titleLogits(person, values);
  const known = new Map<number | undefined, PersonNode | undefined>();

  const make = (without: number | undefined): PersonNode | undefined => {
    const places = Array.from(titles.keys()).filter((place) => titles[place].row !== without);
    if (!places.some((place) => titles[place].weight > 0)) return undefined;
    const { embeddings, lengths, shares } = personNodes(person, values, logits, {
      starts: Int32Array.of(0, places.length),
      titles: Int32Array.from(places),
      weights: Float64Array.from(places, (place) => titles[place].weight),
      ages: Float64Array.from(places, (_, at) => places.length - 1 - at),
    });
    return { levels: levelsOf(embeddings), places, shares, length: lengths[0] };
  };

  return {
    titles,
    node(without) {
      const key = without !== undefined && rows.includes(without) ? without : undefined;
      if (!known.has(key)) known.set(key, make(key));
      return known.get(key);
    },
    summands: ({ places, shares, length }, other) =>
      places.map((place, at) => {
        const own = values.subarray(place * embeddingLength, (place + 1) * embeddingLength);
        const mine = shares.subarray(at * personHeads, (at + 1) * personHeads);
        const share = mine.reduce((sum, each) => sum + each, 0) / personHeads;
        return { row: titles[place].row, weight: headDot(mine, own, other) / length, share };
      }),
  };
}

const width = embeddingLength / personHeads;

/** The sum over the heads of share * (value . other) of their parts. */
function headDot(shares: Float64Array, value: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < embeddingLength; i += 1) sum += shares[Math.floor(i / width)] * value[i] * other[i];
  return sum;
}
