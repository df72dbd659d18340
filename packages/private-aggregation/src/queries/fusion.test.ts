import type { Query } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, norm } from '../encoding/clip.ts';
import { answerBundle } from './answer-bundle.ts';
import { fusion, fusionId, fusionScale, fusionWeightings } from './fusion.ts';

const name = '0123456789abcdef0123456789abcdef';
const query = (change: Partial<Query> = {}): Query => ({
  id: fusionId(name),
  version: 1,
  purpose: 'To learn where to start.',
  dimension: 14,
  scale: fusionScale(0.5, 1),
  clipShare: 1,
  sumNorm: 0.6,
  ...change,
});
const numbers = fc.array(fc.double({ min: -3, max: 3 }), { minLength: 14, maxLength: 14 });

describe('the query of ways of mixing', () => {
  it('says what a device has found out, and nothing longer than the clip lets through', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0.05, max: 1, noNaN: true }), (gains, share) => {
        const asked = { query: query({ scale: fusionScale(0.5, share) }), norm: share };
        const { vector, items } = fusion.answer(asked, {
          watched: [],
          gainsOf: () => ({ gains, items: ['movie:a:2000'] }),
        });
        expect(items).toEqual(['movie:a:2000']);
        expect(vector.every(Number.isFinite)).toBe(true);
        const scaled = vector.map((value) => value * asked.query.scale);
        expect(norm(scaled)).toBeLessThanOrEqual(0.6 * share * (1 + 2 ** -40));
        expect(norm(clip(scaled.slice(), share))).toBeCloseTo(norm(scaled), 9);
        // Shortened, never turned.
        const within = gains.map((gain) => Math.min(1, Math.max(-1, gain || 0)));
        const factor = Math.min(1, 0.5 / Math.hypot(...within)) || 0;
        vector.forEach((value, at) => expect(value).toBeCloseTo(within[at] * factor, 9));
      }),
    );
  });

  it('is zeros of who has watched too little, and of ways of another number', () => {
    const asked = { query: query(), norm: 1 };
    const zeros = { vector: new Float64Array(14), items: [] };
    expect(fusion.answer(asked, { watched: [], gainsOf: () => undefined })).toEqual(zeros);
    expect(fusion.answer(asked, { watched: [] })).toEqual(zeros);
    const other = () => ({ gains: new Float64Array(15).fill(0.1), items: ['movie:a:2000'] });
    expect(fusion.answer(asked, { watched: [], gainsOf: other })).toEqual(zeros);
  });

  it('is zeros in the report of who has switched it off, as of one that is not known', () => {
    const bundle = { queries: [query()], clipNorm: 1 } as unknown as Parameters<typeof answerBundle>[0];
    const material = {
      watched: [],
      materialOf: () => ({ gainsOf: () => ({ gains: new Float64Array(14).fill(0.1), items: ['x'] }) }),
    };
    const on = answerBundle(bundle, { ...material, isOff: () => false });
    expect(on.said[0]).toMatchObject({ answered: true, items: ['x'] });
    const off = answerBundle(bundle, { ...material, isOff: (family) => family === 'fusion' });
    expect([...off.vectors]).toEqual([]);
    expect(off.said[0]).toMatchObject({ answered: false, items: [] });
  });

  it.each([
    ['no ways named', query({ id: 'fusion' })],
    ['half a name', query({ id: fusionId(name.slice(0, 16)) })],
    ['a scale that cuts off all but small gains', query({ scale: 6.01 })],
  ])('does not accept %s', (_, asked) => {
    expect(fusion.accepts({ query: asked, norm: 1 })).toBe(false);
    expect(fusion.accepts({ query: query(), norm: 1 })).toBe(true);
  });

  it('names its file', () => {
    expect(fusion.fileOf(query())).toEqual({ is: 'fusion-weightings', name });
    expect(fusionWeightings(query())).toBe(name);
    expect(fusionWeightings(query({ version: 2 }))).toBeUndefined();
  });
});
