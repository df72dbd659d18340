import { checkBundle } from '@parlour/private-aggregation/bundle';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BundleDraft, localMoment, newBundle, newQuery } from './bundle-draft.ts';
import { leastCohort, readDraft } from './read-draft.ts';

const now = Date.UTC(2026, 10, 30);
const epoch = { id: '2026-w49', publicKey: '', validFrom: now, validUntil: now + 604_800_000 };
const query = {
  ...newQuery(),
  id: 'model/encoder',
  purpose: 'Makes lists better.',
  dimension: '1000',
  sumNorm: '0.2',
};
const right: BundleDraft = { ...newBundle(epoch), queries: [query] };

describe('a draft', () => {
  it('begins as one that only lacks its query', () => {
    expect(
      Object.keys(readDraft(newBundle(epoch), now).problems).map((field) => field.split('/')[1]),
    ).toEqual(['id', 'purpose', 'dimension', 'sumNorm']);
    expect(readDraft(right, now)).toMatchObject({
      problems: {},
      bundle: {
        epoch: '2026-w49',
        expiry: Math.floor(epoch.validUntil / 60_000) * 60_000,
        minimumReports: 1000,
      },
    });
  });

  it.each([
    ['minimumReports', '49'],
    ['minimumReports', ''],
    ['cohortSize', '1001'],
    ['noiseMultiplier', '3.73'],
    ['participations', '9'],
    ['adversarialRate', '0.05'],
    ['dropoutRate', '0.46'],
    ['bits', '7'],
    ['clipNorm', '0'],
    ['expiry', localMoment(now - 60_000)],
    ['expiry', ''],
  ] as const)('is refused where %s is "%s"', (field, value) => {
    const { bundle, problems } = readDraft({ ...right, [field]: value }, now);
    expect(bundle).toBeUndefined();
    expect(problems[field]).toMatch(/\.$/);
  });

  it.each(['', '0', '0.61'])('is refused where a sum may be "%s" of all that could be', (sumNorm) => {
    const { bundle, problems } = readDraft({ ...right, queries: [{ ...query, sumNorm }] }, now);
    expect(bundle).toBeUndefined();
    expect(problems[`${query.key}/sumNorm`]).toMatch(/at most 0.6/);
  });

  it('is refused as a whole for what no field shows', () => {
    const twice = { ...right, queries: [query, { ...query, key: 'other' }] };
    expect(readDraft(twice, now).problems.whole).toMatch(/same name/);
    expect(readDraft({ ...right, bits: '8' }, now).problems.whole).toMatch(/more bits/);
  });

  it('that is taken here is taken by every device, and by no weaker limits', () => {
    const field = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true }).map(String);
    const whole = (low: number, high: number) => fc.integer({ min: low, max: high }).map(String);
    const changed = fc.record({
      minimumReports: whole(30, 3000),
      cohortSize: whole(30, 6000),
      noiseMultiplier: field(3, 9),
      adversarialRate: field(0, 0.5),
      dropoutRate: field(0, 0.5),
      bits: whole(6, 34),
      participations: whole(0, 10),
    });
    fc.assert(
      fc.property(changed, (fields) => {
        const { bundle, problems } = readDraft({ ...right, ...fields }, now);
        if (bundle !== undefined) expect(() => checkBundle(bundle)).not.toThrow();
        else expect(Object.keys(problems).length).toBeGreaterThan(0);
      }),
    );
  });

  it('knows the smallest cohort once it is known what it follows from', () => {
    expect(leastCohort(right)).toBe(Number(right.cohortSize));
    expect(leastCohort({ ...right, dropoutRate: '0.9' })).toBeUndefined();
  });
});
