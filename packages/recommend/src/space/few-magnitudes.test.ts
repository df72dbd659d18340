import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fewMagnitudes, mostMagnitudes } from './few-magnitudes.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);
const bytes = fc.array(fc.integer({ min: -127, max: 127 }), { maxLength: 200 });

it('keeps eight or fewer as they are, and of more gives each the nearest of eight', () => {
  fc.assert(
    fc.property(bytes, (some) => {
      const distinct = [...new Set(some.map(Math.abs))].filter((value) => value > 0);
      const { magnitudes, indexOf } = fewMagnitudes(Int8Array.from(some));
      expect(magnitudes.length).toBeLessThanOrEqual(mostMagnitudes);
      expect(magnitudes).toEqual(magnitudes.toSorted((left, right) => left - right));
      for (const value of distinct) {
        const kept = Math.abs(magnitudes[indexOf[value]] - value);
        expect(kept).toBe(Math.min(...magnitudes.map((magnitude) => Math.abs(magnitude - value))));
        if (distinct.length <= mostMagnitudes) expect(kept).toBe(0);
      }
    }),
    { seed },
  );
});
