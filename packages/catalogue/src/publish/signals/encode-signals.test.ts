import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCatalogue, openSignals } from '../../index.ts';
import { seed } from '../../snapshot/any-items.ts';
import { sampleItems } from '../../snapshot/sample-items.ts';
import { encodeColumns } from '../encode-columns.ts';
import { encodeSignals } from './encode-signals.ts';
import type { ItemSignals } from './item-signals.ts';

const day = 86_400_000;
const today = 20_000;
const catalogue = openCatalogue(encodeColumns(sampleItems));
const ids = Array.from({ length: catalogue.size }, (_, row) => catalogue.id(row));
const plain = (id: string, more: Partial<ItemSignals> = {}): ItemSignals => ({
  id,
  sources: ['sample'],
  compared: 0,
  agreeing: 0,
  corrections: 0,
  seenOn: undefined,
  ratedOn: [],
  ...more,
});
const unknown = {
  sources: [],
  compared: 0,
  agreeing: 0,
  corrections: 0,
  seenAt: undefined,
  links: undefined,
  brokenPages: 0,
  wrongAt: undefined,
  brokenAt: undefined,
  reports: { wrong: 0, broken: 0, elsewhere: 0 },
};

test('what is known of a title comes back, and of another nothing', async () => {
  const [id = '', other = ''] = ids;
  const items = [
    plain(id, { sources: ['tmdb', 'starter'], compared: 5, agreeing: 4, corrections: 2, seenOn: today - 3 }),
    plain('movie:not-there', { corrections: 9 }),
  ];
  const bytes = await encodeSignals(catalogue, {
    items,
    links: new Map([[id, { on: today - 1, tried: 3, working: 2, brokenPages: 1 }]]),
    own: new Map([[id, { wrongOn: today - 2, brokenOn: undefined }]]),
    reliability: { starter: 0.5, tmdb: 1 },
    today,
  });
  const signals = openSignals(bytes, catalogue);
  expect(signals.of(catalogue.rowOf(id))).toEqual({
    sources: ['tmdb', 'starter'],
    compared: 5,
    agreeing: 4,
    corrections: 2,
    seenAt: (today - 3) * day,
    links: { at: (today - 1) * day, working: 2 / 3 },
    brokenPages: 1,
    wrongAt: (today - 2) * day,
    brokenAt: undefined,
    reports: { wrong: 0, broken: 0, elsewhere: 0 },
  });
  expect(signals.of(catalogue.rowOf(other))).toEqual(unknown);
  expect(signals.reliability).toEqual({ starter: 0.5, tmdb: 1 });
  expect(signals.trending(today * day)).toBeUndefined();
});

test('what people report comes back less twice the noise, and of a title that nobody reports nothing', async () => {
  const [id = '', other = ''] = ids;
  const people = { noise: 7.2, titles: [{ item: id, broken: 120, wrong: 0, elsewhere: 17 }] };
  const signals = openSignals(
    await encodeSignals(catalogue, { items: [plain(id)], people, today }),
    catalogue,
  );
  expect(signals.of(catalogue.rowOf(id)).reports).toEqual({ wrong: 0, broken: 104, elsewhere: 1 });
  expect(signals.of(catalogue.rowOf(other))).toEqual(unknown);
});

test('any signals come back, whatever the order they are read in', async () => {
  const days = fc.option(fc.integer({ min: 1, max: 40_000 }), { nil: undefined });
  const any = fc.record({
    sources: fc.uniqueArray(fc.constantFrom('a', 'b', 'é', 'netflix-csv'), { minLength: 1 }),
    compared: fc.nat(30),
    agreeing: fc.nat(30),
    corrections: fc.nat(70_000),
    seenOn: days,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(any, { maxLength: ids.length }), async (all) => {
      const items = all.map((signals, at) => plain(ids[at] ?? '', signals));
      const bytes = await encodeSignals(catalogue, { items, today });
      expect(await encodeSignals(catalogue, { items: items.toReversed(), today })).toEqual(bytes);
      const opened = openSignals(bytes, catalogue);
      for (const { id, sources, compared, agreeing, corrections, seenOn } of items) {
        expect(opened.of(catalogue.rowOf(id))).toMatchObject({
          sources,
          compared,
          agreeing,
          corrections,
          seenAt: seenOn === undefined ? undefined : seenOn * day,
        });
      }
    }),
    { seed, numRuns: 50 },
  );
});

test('trends come back, and are forgotten within weeks', async () => {
  const ratedOn = (recent: number, before: number) =>
    [
      [today - 40, before],
      [today, recent],
    ] as const;
  const items = ids.map((id, at) => plain(id, { ratedOn: at === 3 ? ratedOn(90, 1) : ratedOn(30, 60) }));
  const signals = openSignals(await encodeSignals(catalogue, { items, today }), catalogue);
  const row = catalogue.rowOf(ids[3] ?? '');
  const trending = signals.trending(today * day + 1);
  expect(trending).toHaveLength(catalogue.size);
  expect(trending?.[row]).toBeGreaterThan(0.9);
  expect(trending?.filter((value) => value > 0.1)).toHaveLength(1);
  expect(signals.trending((today + 30) * day)?.[row]).toBeCloseTo((trending?.[row] ?? 0) / Math.E);
});

describe('a file that is not the right one', async () => {
  const bytes = await encodeSignals(catalogue, { items: ids.map((id) => plain(id)), today });
  test('because it is of another catalogue', () => {
    const other = openCatalogue(encodeColumns(sampleItems.slice(1)));
    expect(() => openSignals(bytes, other)).toThrow(
      expect.objectContaining({ code: 'catalogue/signals-of-another-version' }),
    );
  });
  test('because it is cut short, or a byte is another, or it is none', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const spoilt = bytes.slice();
        spoilt[at] = (spoilt[at] ?? 0) ^ flip;
        for (const bad of [spoilt, bytes.slice(0, at)]) {
          expect(() => openSignals(bad, catalogue)).toThrow(
            expect.objectContaining({ code: 'catalogue/signals-unreadable' }),
          );
        }
      }),
      { seed, numRuns: 200 },
    );
  });
});

test('a title costs a few bytes before compression', async () => {
  const bytes = await encodeSignals(catalogue, {
    items: ids.map((id) => plain(id, { compared: 5, agreeing: 5, seenOn: today })),
    today,
  });
  expect(bytes.length).toBeLessThan(4096 + 8 * catalogue.size);
});
