import { checkBundle } from '@parlour/private-aggregation';
import { asked, mostTitles } from '@parlour/private-aggregation/queries';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type BundlePart, clipShares, modelFamily } from './bundle-part.ts';
import { epochBundle } from './epoch-bundle.ts';
import { popularityPart } from './popularity-part.ts';

const list = { name: 'a'.repeat(32), items: Array.from({ length: 2048 }, (_, i) => `movie:film-${i}:2000`) };
const options = { epoch: '2026-w48', expiry: 1, minimumReports: 50, dropout: 0.1 };
const popularity = popularityPart(list, { perPerson: 64 });
const other = (family: string): BundlePart => ({
  family,
  query: (clipShare) => ({
    id: `${family}/x`,
    version: 1,
    purpose: 'To see how parts share a bundle.',
    dimension: 4656,
    scale: clipShare,
    clipShare,
    sumNorm: 0.5,
  }),
});

it.each([50, 200, 1000, 8000])(
  'for %i reports is one that devices accept, and lets through as many titles as it was told',
  (minimumReports) => {
    const bundle = epochBundle([popularity], { ...options, minimumReports });
    expect(() => checkBundle(bundle)).not.toThrow();
    expect(mostTitles(asked(bundle.queries[0], bundle))).toBe(64);
    expect(() => checkBundle({ ...bundle, bits: bundle.bits - 1 })).toThrow('bits');
  },
);

it('is not made for so few devices that too few of them would stay', () => {
  expect(() => epochBundle([popularity], { ...options, cohort: 52 })).toThrow('too few reports');
  expect(epochBundle([popularity], { ...options, cohort: 123 }).cohortSize).toBe(123);
});

it('gives the model four fifths of the squared clip norm and the others equal shares of the rest', () => {
  const { queries, clipNorm } = epochBundle([other(modelFamily), popularity, other('clusters')], options);
  const squares = queries.map(({ clipShare }) => (clipShare * clipNorm) ** 2);
  expect(squares[0]).toBeCloseTo(0.8, 5);
  expect(squares[1]).toBeCloseTo(0.1, 5);
  expect(squares[2]).toBeCloseTo(0.1, 5);
  expect(mostTitles(asked(queries[1], { clipNorm }))).toBeGreaterThanOrEqual(64);
});

it('shares out no more than there is, whatever is asked', () => {
  const families = fc.uniqueArray(
    fc.constantFrom(modelFamily, 'popularity', 'clusters', 'quality', 'trust'),
    {
      minLength: 1,
    },
  );
  fc.assert(
    fc.property(families, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (asked, model) => {
      const shares = clipShares(asked.map(other), model);
      const whole = shares.reduce((sum, share) => sum + share ** 2, 0);
      expect(whole).toBeLessThanOrEqual(1);
      expect(whole).toBeGreaterThan(0.9999);
    }),
  );
});
