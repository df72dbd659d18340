import { decodeBasis, encodeBasis, momentBasis, momentDimension, personMoment } from '@parlour/model/moments';
import { plantedFeatures } from '@parlour/model/planted-features';
import { answerBundle, momentsId } from '@parlour/private-aggregation/queries';
import { ParlourError, type Query } from '@parlour/wire';
import { describe, expect, it } from 'vitest';
import { listName, peopleBundle } from './aggregator-for-tests.ts';
import type { AskedBundle } from './asked-bundle.ts';
import { queryFiles } from './query-files.ts';

const basisName = 'cd'.repeat(16);
const popularity = new Float64Array(40).fill(1 / 40);
const basis = momentBasis(plantedFeatures(40, 4), popularity, { head: 4, content: 5 });
const idOf = (row: number) => `movie:film-${row}:2000`;
const file = encodeBasis(basis, popularity.keys().toArray(), idOf, 'even');
const [popular] = peopleBundle().queries;
const moments: Query = {
  id: momentsId(basisName),
  version: 1,
  purpose: 'To learn which titles go together.',
  dimension: momentDimension(9),
  scale: 0.8,
  clipShare: 0.8,
  sumNorm: 0.5,
};
const bundle = peopleBundle({ queries: [moments, { ...popular, clipShare: 0.5 }] });
const asked = { opened: { bundle } } as AskedBundle;
const fetched: string[] = [];
const parts = (bytes: Uint8Array<ArrayBuffer> = file) => ({
  house: {
    // The catalogue calls one title otherwise by now.
    currentId: (item: string) => (item === idOf(7) ? 'movie:seven:2000' : item),
  },
  files: {
    headList(name: string) {
      fetched.push(name);
      return Promise.resolve({ format: 1 as const, items: popularity.keys().toArray().map(idOf) });
    },
    momentBasis(name: string) {
      fetched.push(name);
      return Promise.resolve(bytes);
    },
  },
});
type Parts = Parameters<typeof queryFiles>[0];
const made = (bytes?: Uint8Array<ArrayBuffer>) => queryFiles(parts(bytes) as unknown as Parts, asked);
const watched = [idOf(2), idOf(30), 'movie:seven:2000', 'movie:unknown:1999'].map((item, at) => ({
  item,
  at,
}));

describe('the files of a bundle of two queries', () => {
  it('are each answered over: the model update by the moment of the history, in its own places', async () => {
    const { vectors, said } = answerBundle(bundle, { watched, materialOf: await made(), isOff: () => false });
    const read = decodeBasis(file);
    const places = [2, 30, 7].map((row) => read.items.indexOf(idOf(row)));
    expect(vectors.get(moments.id)).toEqual(personMoment(read.basis, places));
    expect(Array.from(vectors.get(popular.id) ?? []).filter((one) => one === 1)).toHaveLength(3);
    expect(said.map(({ answered }) => answered)).toEqual([true, true]);
  });

  it('are fetched alike whatever is switched off, which then is answered with nothing', async () => {
    fetched.length = 0;
    const material = { watched, materialOf: await made(), isOff: (family: string) => family === 'moments' };
    const { vectors, said } = answerBundle(bundle, material);
    expect(fetched).toEqual([basisName, listName]);
    expect([...vectors.keys()]).toEqual([popular.id]);
    expect(said[0]).toMatchObject({ answered: false, items: [] });
  });

  it('are refused where they are not what they should be', async () => {
    const cut = file.slice(0, -4);
    await expect(made(cut)).rejects.toThrow(ParlourError);
    const nan = file.slice();
    new DataView(nan.buffer).setFloat32(nan.length - 4, Number.NaN, true);
    await expect(made(nan)).rejects.toMatchObject({ code: 'model/tensors-damaged' });
  });
});
