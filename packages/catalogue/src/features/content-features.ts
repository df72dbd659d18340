import type { Catalogue, CodedColumn } from '../snapshot/catalogue.ts';
import { addEra, addWord, type Block, blocks, weighBlock } from './blocks.ts';
import { type FeatureMatrix, featureDimension } from './feature-matrix.ts';
import { log2 } from './log2.ts';
import { quantise } from './quantise.ts';
import { readTokens, slotOf, slots, type TextTokens } from './text-tokens.ts';
import { type WordWeights, wordWeights } from './word-weights.ts';

/** Raised whenever features of the same catalogue change: what was learned over older ones is then learned anew. */
export const featureVersion = 1;

/**
 * Features of every row from the columns alone: hashed words of name and synopsis (tf-idf, sublinear), genres, people,
 * countries and languages, era, type. Dimensions mean the same in every catalogue; only the weights of rare words shift
 * with it. Equal catalogues give equal features on every engine. `onProgress` gets 0..1.
 */
export function contentFeatures(
  catalogue: Catalogue,
  onProgress?: (fraction: number) => void,
): FeatureMatrix {
  const steps = featureSteps(catalogue);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress?.(step.value);
  }
}

/** The same in slices of a thousand rows (5 to 20 ms); `pause` is awaited between them. */
export async function contentFeaturesInSlices(
  catalogue: Catalogue,
  pause: () => Promise<void>,
  onProgress?: (fraction: number) => void,
): Promise<FeatureMatrix> {
  const steps = featureSteps(catalogue);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress?.(step.value);
    await pause();
  }
}

function* featureSteps(catalogue: Catalogue): Generator<number, FeatureMatrix> {
  const rows = catalogue.size;
  const reading = readTokens(catalogue);
  let tokens = reading.next();
  while (!tokens.done) {
    yield tokens.value * 0.4;
    tokens = reading.next();
  }
  const addAll = adders(catalogue, tokens.value);
  const matrix = {
    rows,
    dimension: featureDimension,
    values: new Int8Array(rows * featureDimension),
    scales: new Float32Array(rows),
  } as const;
  for (let row = 0; row < rows; row += sliceRows) {
    yield 0.4 + 0.6 * (row / rows);
    fillRows(matrix, addAll, row, Math.min(rows, row + sliceRows));
  }
  return matrix;
}

// Apart from the generator, whose variables engines keep on the heap: twice as fast.
function fillRows(matrix: FeatureMatrix, addAll: Adder[], from: number, to: number): void {
  const vector = new Float64Array(featureDimension);
  for (let row = from; row < to; row++) {
    vector.fill(0);
    for (const add of addAll) add(vector, row);
    quantise(vector, matrix, row);
  }
}

const sliceRows = 1000;

type Adder = (vector: Float64Array, row: number) => void;

function adders(catalogue: Catalogue, tokens: TextTokens): Adder[] {
  const rows = catalogue.size;
  const column = (name: 'genres' | 'countries' | 'languages' | 'type') => catalogue.coded(name);
  const genres = column('genres');
  const [directors, cast] = [catalogue.coded('directors'), catalogue.coded('cast')];
  const countries = column('countries');
  const languages = column('languages');
  const types = column('type');
  const weights = {
    genres: wordWeights([genres], rows, 1),
    people: wordWeights([directors, cast], rows, 2, 2),
    countries: wordWeights([countries], rows, 3),
    languages: wordWeights([languages], rows, 4),
    types: wordWeights([types], rows, 5),
  };
  return [
    textAdder(tokens),
    (vector, row) => {
      addWords(vector, blocks.genres, genres, weights.genres, row, () => 1);
      weighBlock(vector, blocks.genres);
    },
    (vector, row) => {
      addWords(vector, blocks.people, directors, weights.people, row, () => directorShare);
      addWords(vector, blocks.people, cast, weights.people, row, billingShare);
      weighBlock(vector, blocks.people);
    },
    (vector, row) => {
      addWords(vector, blocks.places, countries, weights.countries, row, () => 1);
      addWords(vector, blocks.places, languages, weights.languages, row, () => 1);
      weighBlock(vector, blocks.places);
    },
    (vector, row) => {
      const year = catalogue.year(row);
      if (year !== undefined) addEra(vector, year);
      weighBlock(vector, blocks.era);
    },
    (vector, row) => {
      addWords(vector, blocks.type, types, weights.types, row, () => 1);
      weighBlock(vector, blocks.type);
    },
  ];
}

const directorShare = 2;
/** The first names of a cast are the ones people come for. */
const billingShare = (position: number) => 1 / (1 + position / 4);

function addWords(
  vector: Float64Array,
  block: Block,
  column: CodedColumn,
  { hashes, weights }: WordWeights,
  row: number,
  share: (position: number) => number,
): void {
  const start = column.starts.at(row);
  const end = start + column.starts.length(row);
  for (let i = start; i < end; i++) {
    const code = column.codes[i] as number;
    const weight = weights[code] as number;
    if (weight > 0) addWord(vector, block, hashes[code] as number, weight * share(i - start));
  }
}

function textAdder({ hashes, offsets, idf }: TextTokens): Adder {
  // Counts by slot, all zero between rows: cheaper than a map for each row.
  const counts = new Uint16Array(slots);
  return (vector, row) => {
    const [start, end] = [offsets[row] as number, offsets[row + 1] as number];
    for (let i = start; i < end; i++) {
      const slot = slotOf(hashes[i] as number);
      counts[slot] = (counts[slot] as number) + 1;
    }
    for (let i = start; i < end; i++) {
      const hash = hashes[i] as number;
      const slot = slotOf(hash);
      const count = counts[slot] as number;
      if (count === 0) continue;
      counts[slot] = 0;
      const rarity = idf[slot] as number;
      if (rarity > 0) addWord(vector, blocks.text, hash, (count === 1 ? 1 : 1 + log2(count)) * rarity);
    }
    weighBlock(vector, blocks.text);
  };
}
