import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyModel } from '../testing.ts';
import { gatherOneMore } from './gather-one-more.ts';
import { gatherWeights } from './gathered-weights.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);
console.log(`gathering one more, seed ${seed}`);

test('one more item gives what gathering all anew gives', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }).chain((items) =>
        fc.record({
          items: fc.constant(items),
          history: fc.uniqueArray(fc.nat(items - 1), { minLength: 1, maxLength: items, size: 'max' }),
        }),
      ),
      fc.nat(1_000),
      ({ items, history }, seedOfModel) => {
        const { together } = anyModel(items, 1, seedOfModel);
        const all = Int32Array.from(history);
        const counts = new Int32Array(items);
        const before = gatherWeights(together, all.slice(0, -1), counts);
        const last = all.length - 1;
        const more = gatherOneMore(together, before, all[last] ?? 0, last);
        expect(more).toEqual(gatherWeights(together, all, counts));
      },
    ),
    { seed, numRuns: 300 },
  );
});

test('entries far apart are moved at once', () => {
  const { together } = anyModel(900, 1, 7);
  const counts = new Int32Array(900);
  const history = Int32Array.from({ length: 300 }, (_, place) => 3 * place);
  const before = gatherWeights(together, history.slice(0, -1), counts);
  const more = gatherOneMore(together, before, history[299] ?? 0, 299);
  expect(more).toEqual(gatherWeights(together, history, counts));
});
