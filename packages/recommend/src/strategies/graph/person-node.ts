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
        let dot = 0;
        let share = 0;
        for (let head = 0; head < personHeads; head += 1) {
          const mine = shares[at * personHeads + head];
          share += mine / personHeads;
          dot += mine * headDot(values, place * embeddingLength + head * width, other, head * width);
        }
        return { row: titles[place].row, weight: dot / length, share };
      }),
  };
}

const width = embeddingLength / personHeads;

/** Inner product of one head's part of a value and of the other vector. */
function headDot(values: Float64Array, from: number, other: Float64Array, otherFrom: number): number {
  let sum = 0;
  for (let i = 0; i < width; i += 1) sum += values[from + i] * other[otherFrom + i];
  return sum;
}
