import type { Query } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip } from '../encoding/clip.ts';
import { WordStream } from '../encoding/random-words.ts';
import { seededWords } from '../encoding/test/seeded-words.ts';
import { arms } from './experiment-arm.ts';
import {
  armSums,
  quality,
  qualityDimension,
  qualityExperiment,
  qualityId,
  qualityReach,
  qualityScale,
} from './quality.ts';

const experiment = '0123456789abcdef0123456789abcdef';
const query = (change: Partial<Query> = {}): Query => ({
  id: qualityId(experiment),
  version: 1,
  purpose: 'To learn which of two models makes better lists.',
  dimension: qualityDimension,
  scale: qualityScale(0.5),
  clipShare: 0.5,
  sumNorm: 0.6,
  ...change,
});
const asked = { query: query(), norm: 0.5 };
const share = fc.double();

describe('quality', () => {
  it("is a one and three shares in the slot of the person's arm, zeros in the other, whatever a device measures", () => {
    fc.assert(
      fc.property(fc.constantFrom(...arms), share, share, share, (arm, hits, clicks, completions) => {
        const seen: string[] = [];
        const qualityOf = (name: string) => {
          seen.push(name);
          return { arm, hits, clicks, completions };
        };
        const { vector, items } = quality.answer(asked, { watched: [], qualityOf });
        expect(seen).toEqual([experiment]);
        expect(items).toEqual([]);
        const [current, candidate] = armSums(vector);
        const [own, other] = arm === 'current' ? [current, candidate] : [candidate, current];
        expect(own.people).toBe(1);
        expect(own.sums.every((value) => value >= 0 && value <= 1)).toBe(true);
        expect(other).toEqual({ people: 0, sums: [0, 0, 0] });
        const scaled = vector.map((value) => value * asked.query.scale);
        expect(clip(scaled.slice(), asked.norm)).toEqual(scaled);
      }),
    );
  });

  it('is zeros of who took no part in the experiment, and accepted for one that is named', () => {
    const zeros = { vector: new Float64Array(8), items: [] };
    expect(quality.answer(asked, { watched: [] })).toEqual(zeros);
    expect(quality.answer(asked, { watched: [], qualityOf: () => undefined })).toEqual(zeros);
    expect(quality.accepts(asked)).toBe(true);
    expect(quality.accepts({ query: query({ id: 'quality/x' }), norm: 0.5 })).toBe(false);
    expect(quality.accepts({ query: query({ dimension: 9 }), norm: 0.5 })).toBe(false);
    expect(quality.accepts({ query: query({ scale: 0.26 }), norm: 0.5 })).toBe(false);
    expect(qualityExperiment(query())).toBe(experiment);
    expect(qualityExperiment(query({ version: 2 }))).toBeUndefined();
  });

  it('adds up to no more than its reach, even where everybody says as much as they can', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer({ min: 50, max: 400 }),
        fc.nat(),
        (part, reports, seed) => {
          const words = new WordStream(seededWords(seed));
          const sum = new Float64Array(qualityDimension);
          for (let device = 0; device < reports; device++) {
            const arm = words.next() / 2 ** 32 < part ? 'candidate' : 'current';
            const qualityOf = () => ({ arm, hits: 1, clicks: 1, completions: 1 }) as const;
            quality.answer(asked, { watched: [], qualityOf }).vector.forEach((value, at) => {
              sum[at] += value;
            });
          }
          const inNorms = (Math.hypot(...sum) * asked.query.scale) / asked.norm / reports;
          expect(inNorms).toBeLessThanOrEqual(qualityReach(part, reports));
        },
      ),
    );
    expect(qualityReach(0.5, 1e9)).toBeCloseTo(Math.SQRT1_2, 3);
    expect(qualityReach(0.02, 50)).toBe(1);
  });
});
