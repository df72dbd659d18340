import { defaultOptions } from '@parlour/model/collaborative';
import { expect, test } from 'vitest';
import { collaborativeCandidates } from './collaborative-candidates.ts';

test('a search tries so many others as asked for, none twice, the same ones each time, and all files as large', () => {
  for (const tune of [0, 1, 11, 12, 60]) {
    const candidates = collaborativeCandidates(defaultOptions, tune);
    expect(candidates).toHaveLength(1 + tune);
    expect(candidates[0]).toBe(defaultOptions);
    expect(new Set(candidates.map((one) => JSON.stringify(one))).size).toBe(1 + tune);
    expect(candidates).toEqual(collaborativeCandidates(defaultOptions, tune));
    for (const { together, follows, factors } of candidates) {
      expect(together.keep + follows.keep).toBe(30);
      expect(factors.rank).toBe(defaultOptions.factors.rank);
    }
  }
});
