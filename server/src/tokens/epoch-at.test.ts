import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochAt, WEEK } from './epoch-at.ts';

describe('an epoch', () => {
  it.each([
    ['2026-11-21T00:40:00Z', '2026-w47'],
    ['2026-11-22T23:59:59.999Z', '2026-w47'],
    ['2026-11-23T00:00:00Z', '2026-w48'],
    ['2024-12-30T00:00:00Z', '2025-w01'],
    ['2021-01-03T12:00:00Z', '2020-w53'],
    ['2027-01-01T00:00:00Z', '2026-w53'],
    ['1970-01-01T00:00:00Z', '1970-w01'],
  ])('at %s is %s', (moment, id) => {
    expect(epochAt(new Date(moment)).id).toBe(id);
  });

  it('is a week that holds its moments, and the next begins where it ends', () => {
    const moments = fc.date({
      min: new Date('1970-01-05'),
      max: new Date('2200-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (moment) => {
        const { id, validFrom, validUntil } = epochAt(moment);
        expect(validFrom.getTime()).toBeLessThanOrEqual(moment.getTime());
        expect(validUntil.getTime() - validFrom.getTime()).toBe(WEEK);
        expect(validUntil.getTime()).toBeGreaterThan(moment.getTime());
        expect(epochAt(validFrom).id).toBe(id);
        const next = epochAt(validUntil);
        expect(next.validFrom).toEqual(validUntil);
        expect(next.id > id).toBe(true);
        expect(id).toMatch(/^\d{4}-w\d\d$/);
      }),
    );
  });
});
