import { ParlourError } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plantedFeatures } from '../planted-features.ts';
import { decodeTensors, encodeTensors, type Tensor } from '../tensors/tensor-file.ts';
import { decodeBasis, encodeBasis } from './basis-file.ts';
import { momentBasis } from './moment-basis.ts';
import { momentDimension } from './moment-design.ts';
import { personMoment } from './person-moment.ts';

const count = 120;
/** Two thirds of the rows are asked about; the others have no part in it. */
const rows = Array.from({ length: count }, (_, row) => row).filter((row) => row % 3 !== 1);
const popularity = new Float64Array(count);
for (const row of rows) popularity[row] = 1 / (1 + ((row * 7) % 50));
const sum = popularity.reduce((total, share) => total + share, 0);
const basis = momentBasis(
  plantedFeatures(count, 6),
  popularity.map((share) => share / sum),
  { head: 7, content: 9 },
);
const bytes = encodeBasis(basis, rows, (row) => `movie:film-${row}:2000`, 'people');

describe('a basis from its file', () => {
  test('gives every history the moment that the basis itself gives', () => {
    const { basis: read, items, popularity: source } = decodeBasis(bytes);
    expect(source).toBe('people');
    expect(items).toHaveLength(rows.length);
    const places = new Map(items.map((item, place) => [item, place]));
    const history = fc.uniqueArray(fc.constantFrom(...rows), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(history, (watched) => {
        const expected = personMoment(basis, watched);
        const found = personMoment(
          read,
          watched.map((row) => places.get(`movie:film-${row}:2000`) ?? -1),
        );
        expect(found).toHaveLength(momentDimension(16));
        found.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 5));
        expect(Math.hypot(...found)).toBeCloseTo(1, 10);
      }),
    );
  });

  const { tensors, metadata } = decodeTensors(bytes);
  const changed = (change: Partial<Record<string, Tensor>>, manifest = metadata.manifest) =>
    encodeTensors({ metadata: { manifest }, tensors: { ...tensors, ...change } as Record<string, Tensor> });
  const parsed = JSON.parse(metadata.manifest) as { items: string[] };
  test.each([
    ['of another shape', changed({ content: { shape: [9, 9], values: new Float32Array(81) } })],
    ['of another type', changed({ popularity: { shape: [80], values: new Int8Array(80) } })],
    [
      'with a popularity that is none',
      changed({ popularity: { shape: [80], values: new Float32Array(80) } }),
    ],
    [
      'with a popularity below nothing',
      changed({ popularity: { shape: [80], values: new Float32Array(80).fill(-0.5).fill(1, 0, 41) } }),
    ],
    ['of another format', changed({}, JSON.stringify({ ...parsed, format: 2 }))],
    ['with a title twice', changed({}, JSON.stringify({ ...parsed, items: parsed.items.map(() => 'a') }))],
    ['with a design of nothing', changed({}, JSON.stringify({ ...parsed, design: { head: 0, content: 0 } }))],
    ['without a manifest', encodeTensors({ metadata: {}, tensors })],
    ['cut short', bytes.subarray(0, bytes.length - 4)],
  ])('is refused if it is %s', (_, file) => {
    expect(() => decodeBasis(file)).toThrow(ParlourError);
  });
});
