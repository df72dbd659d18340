import type { Bundle, Query } from '@parlour/wire';
import { describe, expect, it } from 'vitest';
import { bundleExample } from '../bundle/test/bundle-example.ts';
import { answerBundle } from './answer-bundle.ts';
import { popularityId } from './popularity.ts';
import type { QueryFile } from './query-kind.ts';
import { isWorthAnswering, queryKind } from './query-kinds.ts';

const name = 'f'.repeat(32);
const known: Query = {
  id: popularityId(name),
  version: 1,
  purpose: 'To learn what many watch.',
  dimension: 3,
  scale: 0.25,
  clipShare: 0.5,
  sumNorm: 0.4,
};
const bundle = (...queries: Query[]): Bundle => ({ ...bundleExample, queries });
const list = ['movie:a:2000', 'movie:b:2000', 'movie:c:2000'];
const material = {
  watched: [{ item: 'movie:b:2000', at: 1 }],
  materialOf: (file: QueryFile) => (file.is === 'head-list' && file.name === name ? { list } : undefined),
  isOff: () => false,
};

describe('a bundle', () => {
  it('is answered where a query is known, and with zeros where it is not', () => {
    const unknown = { ...known, id: 'model/encoder', dimension: 5 };
    const newer = { ...known, id: popularityId('e'.repeat(32)), version: 2 };
    const { vectors, said } = answerBundle(bundle(unknown, known, newer), material);
    expect([...vectors]).toEqual([[known.id, Float64Array.of(0, 1, 0)]]);
    expect(said.map(({ answered, items }) => [answered, items])).toEqual([
      [false, []],
      [true, ['movie:b:2000']],
      [false, []],
    ]);
  });

  it('is answered with zeros to what is switched off, or where the list is not to be had', () => {
    const off = { ...material, isOff: (family: string) => family === 'popularity' };
    expect(answerBundle(bundle(known), off).vectors.size).toBe(0);
    expect(answerBundle(bundle(known), { ...material, materialOf: () => undefined }).vectors.size).toBe(0);
  });

  it('is not worth a report that could say nothing', () => {
    const unknown = { ...known, id: 'model/encoder' };
    expect(isWorthAnswering(bundle(known, unknown), () => false)).toBe(true);
    expect(isWorthAnswering(bundle(known, unknown), (family) => family === 'popularity')).toBe(false);
    expect(isWorthAnswering(bundle(unknown), () => false)).toBe(false);
  });

  it('knows a kind by name and version, and by what it can give', () => {
    expect(queryKind(known, bundleExample)?.family).toBe('popularity');
    expect(queryKind({ ...known, version: 2 }, bundleExample)).toBeUndefined();
    expect(queryKind({ ...known, id: 'popularity/x' }, bundleExample)).toBeUndefined();
    expect(queryKind({ ...known, scale: 2 }, bundleExample)).toBeUndefined();
  });
});
