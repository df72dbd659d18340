import { ParlourError } from '@parlour/wire';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksum } from '../../personal/checksum.ts';
import { seededRandom } from '../../seeded-random.ts';
import type { ItemWeights } from '../collaborative-model.ts';
import { gapColumns, readColumns } from '../gap-columns.ts';
import { anyModel } from '../testing.ts';
import { defaultOptions, steps } from '../train-collaborative.ts';
import { decodeCollaborativeModel, encodeCollaborativeModel } from './collaborative-file.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);
const models = fc
  .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 9 }), fc.nat())
  .map((of) => anyModel(...of));

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ParlourError) return error.code;
    throw error;
  }
  return 'nothing was thrown';
}

/** With the checksum made right again, so that what is behind it is tested. */
function resealed(bytes: Uint8Array): Uint8Array {
  new DataView(bytes.buffer).setUint32(8, checksum(bytes.subarray(12)), true);
  return bytes;
}

test('what is written is read again', () => {
  fc.assert(
    fc.property(models, (model) => {
      expect(decodeCollaborativeModel(encodeCollaborativeModel(model))).toEqual(model);
    }),
    { seed, numRuns: 40 },
  );
});

test('a byte that changed on the way is noticed', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (place, by) => {
      const bytes = encodeCollaborativeModel(anyModel(12, 3, 1));
      const at = place % bytes.length;
      bytes[at] = (bytes[at] as number) ^ by;
      expect(codeOf(() => decodeCollaborativeModel(bytes))).toMatch(
        /^model\/collaborative-(?:damaged|too-new)$/,
      );
    }),
    { seed, numRuns: 300 },
  );
});

test('a file cut short anywhere is damaged', () => {
  const bytes = encodeCollaborativeModel(anyModel(12, 3, 1));
  for (let length = 0; length < bytes.length; length++)
    expect(codeOf(() => decodeCollaborativeModel(bytes.slice(0, length)))).toBe(
      'model/collaborative-damaged',
    );
});

test('behind a right checksum, any body either is a model or is damaged', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(255), (place, byte) => {
      const bytes = encodeCollaborativeModel(anyModel(12, 3, 1));
      bytes[16 + (place % (bytes.length - 16))] = byte;
      try {
        const model = decodeCollaborativeModel(resealed(bytes));
        for (let row = 0; row < model.items; row++) {
          const columns = new Int32Array(
            (model.together.starts[row + 1] as number) - (model.together.starts[row] as number),
          );
          readColumns(model.together.columns, model.together.starts, row, columns, 0);
          expect(columns.every((column) => column < model.items)).toBe(true);
        }
        expect([...model.together.units, ...model.factors.units].every(Number.isFinite)).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ code: 'model/collaborative-damaged' });
      }
    }),
    { seed, numRuns: 500 },
  );
});

test('a number that is none is refused at both ends', () => {
  const model = anyModel(3, 2, 1);
  const broken = { ...model, mixture: { ...model.mixture, follows: Number.NaN } };
  expect(() => encodeCollaborativeModel(broken)).toThrow(/NaN/);
  const text = new TextDecoder('latin1').decode(encodeCollaborativeModel(model));
  const bytes = Uint8Array.from(text.replace(/"follows":0\./, '"follows":nul'), (each) => each.charCodeAt(0));
  expect(codeOf(() => decodeCollaborativeModel(resealed(bytes)))).toBe('model/collaborative-damaged');
});

test('a later format is not guessed at', () => {
  const bytes = encodeCollaborativeModel(anyModel(3, 2, 1));
  bytes[4] = 3;
  expect(codeOf(() => decodeCollaborativeModel(bytes))).toBe('model/collaborative-too-new');
});

test('an earlier format is named as such', () => {
  const bytes = encodeCollaborativeModel(anyModel(3, 2, 1));
  bytes[4] = 1;
  expect(codeOf(() => decodeCollaborativeModel(bytes))).toBe('model/collaborative-too-old');
});

test('3,416 titles are 300 KB at the most: every weight there may be, of columns in no order', () => {
  const items = 3_416;
  const random = seededRandom(1);
  const within = (most: number) => Math.floor(random() * (2 * most + 1)) - most;
  const units = () => Float32Array.from({ length: items }, () => 1 + Math.floor(random() * 65_535));
  const weights = (keep: number, most: number, of = (value: number) => value): ItemWeights => {
    const rows = Array.from({ length: items }, (): number[] => []);
    for (let item = 0; item < items; item++)
      for (let kept = 0; kept < keep; kept++) rows[Math.floor(random() * items)]?.push(item);
    const distinct = rows.map((row) => [...new Set(row)]);
    const starts = new Int32Array(items + 1);
    distinct.forEach((row, at) => (starts[at + 1] = (starts[at] ?? 0) + row.length));
    const columns = gapColumns(starts, Int32Array.from(distinct.flat()));
    return {
      starts,
      columns,
      values: Int8Array.from({ length: starts[items] ?? 0 }, () => of(within(most))),
      units: units(),
    };
  };
  const { together, follows, factors, mixture, recency } = defaultOptions;
  const { rank, unobserved, ridge } = factors;
  const bytes = encodeCollaborativeModel({
    items,
    ids: Uint32Array.from({ length: 2 * items }, (_, at) =>
      Math.floor(random() * 2 ** (at % 2 === 0 ? 32 : 16)),
    ),
    together: weights(together.keep, steps.together),
    // As trained: what follows hardly ever has a weight below 0.
    follows: weights(follows.keep, steps.follows, Math.abs),
    factors: {
      rank,
      values: Int8Array.from({ length: items * rank }, () => within(steps.factors)),
      units: units(),
      unobserved,
      ridge,
    },
    mixture,
    recency,
    source: 'test',
    learnedUntil: 0,
  });
  expect(bytes.length).toBeLessThanOrEqual(300_000);
});
