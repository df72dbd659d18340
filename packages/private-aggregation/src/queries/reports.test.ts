import type { Query } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip } from '../encoding/clip.ts';
import { mostTitles, popularityScale } from './popularity.ts';
import type { ReportedTitle } from './query-kind.ts';
import { reportedAs, reports, reportsId, reportsList } from './reports.ts';

const name = '0123456789abcdef0123456789abcdef';
const list = Array.from({ length: 20 }, (_, place) => `movie:film-${place}:2000`);
const query = (change: Partial<Query> = {}): Query => ({
  id: reportsId(name),
  version: 1,
  purpose: 'To learn which titles have broken links.',
  dimension: 60,
  scale: popularityScale(4, 1),
  clipShare: 1,
  sumNorm: 0.6,
  ...change,
});
const asked = { query: query(), norm: 1 };
const reported = fc.uniqueArray(
  fc.record({
    item: fc.constantFrom(...list, 'movie:other:2000'),
    as: fc.constantFrom(...reportedAs),
    at: fc.nat(1000),
  }),
  { selector: ({ item, as }) => `${item} ${as}`, maxLength: 30 },
);

describe('reports of titles', () => {
  it('are a one for each of the latest, as many as anybody may make, and nothing is clipped from them', () => {
    fc.assert(
      fc.property(reported, (all: ReportedTitle[]) => {
        const { vector, items } = reports.answer(asked, { watched: [], reported: all, list });
        const known = all.filter(({ item }) => list.includes(item));
        const ones = [...vector.keys()].filter((place) => vector[place] === 1);
        expect(ones).toHaveLength(Math.min(mostTitles(asked), known.length));
        expect(vector.every((value) => value === 0 || value === 1)).toBe(true);
        const said = ones.map((place) =>
          known.find(
            ({ item, as }) => item === list[place % 20] && as === reportedAs[Math.floor(place / 20)],
          ),
        );
        expect(said).not.toContain(undefined);
        expect(new Set(items)).toEqual(new Set(said.map((one) => one?.item)));
        const left = known.filter((one) => !said.includes(one));
        const oldest = Math.min(...said.map((one) => one?.at ?? 0));
        expect(left.every(({ at }) => at <= oldest)).toBe(true);
        const scaled = vector.map((value) => value * asked.query.scale);
        expect(clip(scaled.slice(), asked.norm)).toEqual(scaled);
      }),
    );
  });

  it('are zeros over another list, and accepted for three parts of a list that is named', () => {
    const all: ReportedTitle[] = [{ item: list[2], as: 'wrong', at: 1 }];
    const zeros = { vector: new Float64Array(60), items: [] };
    expect(reports.answer(asked, { watched: [], reported: all, list: list.slice(1) })).toEqual(zeros);
    expect(reports.answer(asked, { watched: [], list })).toEqual(zeros);
    expect(reports.accepts(asked)).toBe(true);
    expect(reports.accepts({ query: query({ dimension: 61 }), norm: 1 })).toBe(false);
    expect(reports.accepts({ query: query({ id: 'reports/x' }), norm: 1 })).toBe(false);
    expect(reports.accepts({ query: query({ scale: 1.1 }), norm: 1 })).toBe(false);
    expect(reportsList(query())).toBe(name);
    expect(reports.meaning(asked)).toContain('20 titles');
  });
});
