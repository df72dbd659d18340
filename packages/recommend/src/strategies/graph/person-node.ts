import { embeddingLength, personHeads, personNodes, titleLogits } from '@parlour/model/graph';
import { type Levels, levelsOf } from '../../space/row-products.ts';
import type { GraphSpace } from './graph-space.ts';
import type { TitleValues } from './title-values.ts';
import type { WatchedTitle } from './watched-titles.ts';

/** A person's node, computed from what they watched. */
export interface PersonNode {
  /** Of unit length. */
  readonly levels: Levels;
  /** Places of the titles in the list that it was made of. */
  readonly places: Int32Array;
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
   * What each of the node's places adds to the cosine of the node and a unit vector. With that of the encoder's own bias they add up
   * to the whole.
   */
  summands(node: PersonNode, other: Float64Array): Float64Array;
  /** Mean attention of one of the node's places. */
  share(node: PersonNode, at: number): number;
}

export function personNodesOf(
  space: GraphSpace,
  titles: readonly WatchedTitle[],
  valuesOf: TitleValues,
): PersonNodes {
  const { person } = space;
  const rows = titles.map(({ row }) => row);
  const values = valuesOf(rows);
  const logits = titleLogits(person, values);
  const known = new Map<number | undefined, PersonNode | undefined>();
  const weighted = new WeakMap<PersonNode, Float64Array>();

  const make = (without: number | undefined): PersonNode | undefined => {
    const places = new Int32Array(without === undefined ? titles.length : titles.length - 1);
    const weights = new Float64Array(places.length);
    const ages = new Float64Array(places.length);
    let likes = false;
    for (let place = 0, at = 0; place < titles.length; place += 1) {
      const { row, weight } = titles[place];
      if (row === without) continue;
      places[at] = place;
      weights[at] = weight;
      ages[at] = places.length - 1 - at;
      likes ||= weight > 0;
      at += 1;
    }
    if (!likes) return undefined;
    const people = { starts: Int32Array.of(0, places.length), titles: places, weights, ages };
    const { embeddings, lengths, shares } = personNodes(person, values, logits, people);
    return { levels: levelsOf(embeddings), places, shares, length: lengths[0] };
  };

  return {
    titles,
    node(without) {
      const key = without !== undefined && rows.includes(without) ? without : undefined;
      if (!known.has(key)) known.set(key, make(key));
      return known.get(key);
    },
    summands(node, other) {
      const parts = weighted.get(node) ?? weightedValues(node, values);
      weighted.set(node, parts);
      const sums = new Float64Array(node.places.length);
      for (let at = 0, from = 0; at < sums.length; at += 1, from += embeddingLength) {
        let a = 0;
        let b = 0;
        let c = 0;
        let d = 0;
        for (let i = 0; i < embeddingLength; i += 4) {
          a += parts[from + i] * other[i];
          b += parts[from + i + 1] * other[i + 1];
          c += parts[from + i + 2] * other[i + 2];
          d += parts[from + i + 3] * other[i + 3];
        }
        sums[at] = a + b + c + d;
      }
      return sums;
    },
    share({ shares }, at) {
      let sum = 0;
      for (let head = 0; head < personHeads; head += 1) sum += shares[at * personHeads + head] / personHeads;
      return sum;
    },
  };
}

const width = embeddingLength / personHeads;

/** What each place adds to the node: its values by each head's attention, through the node's length. */
function weightedValues({ places, shares, length }: PersonNode, values: Float64Array): Float64Array {
  const parts = new Float64Array(places.length * embeddingLength);
  for (let at = 0; at < places.length; at += 1) {
    for (let i = 0; i < embeddingLength; i += 1) {
      const share = shares[at * personHeads + Math.floor(i / width)];
      parts[at * embeddingLength + i] = (share * values[places[at] * embeddingLength + i]) / length;
    }
  }
  return parts;
}
