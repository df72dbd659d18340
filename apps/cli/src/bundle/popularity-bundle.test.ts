import { checkBundle } from '@parlour/private-aggregation';
import { asked, mostTitles } from '@parlour/private-aggregation/queries';
import { expect, it } from 'vitest';
import { popularityBundle } from './popularity-bundle.ts';

const list = { name: 'a'.repeat(32), items: Array.from({ length: 2048 }, (_, i) => `movie:film-${i}:2000`) };
const options = { epoch: '2026-w48', expiry: 1, perPerson: 64, minimumReports: 50, dropout: 0.1 };

it.each([50, 200, 1000, 8000])(
  'for %i reports is one that devices accept, and lets through as many titles as it was told',
  (minimumReports) => {
    const bundle = popularityBundle(list, { ...options, minimumReports });
    expect(() => checkBundle(bundle)).not.toThrow();
    expect(mostTitles(asked(bundle.queries[0], bundle))).toBe(64);
    expect(() => checkBundle({ ...bundle, bits: bundle.bits - 1 })).toThrow('bits');
  },
);

it('is not made for so few devices that too few of them would stay', () => {
  expect(() => popularityBundle(list, { ...options, cohort: 52 })).toThrow('too few reports');
  expect(popularityBundle(list, { ...options, cohort: 123 }).cohortSize).toBe(123);
});
