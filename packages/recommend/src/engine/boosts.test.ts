import { describe, expect, it } from 'vitest';
import { boosts } from './boosts.ts';
import { engineFor, partsFor, today, watched } from './engine-for-tests.ts';

const parts = partsFor(() => ({ year: 1999 }));
const { catalogue } = parts;
const trendOf = (level: (row: number) => number): Float32Array =>
  Float32Array.from({ length: catalogue.size }, (_, row) => level(row));
const events = [8, 14, 20].map((row) => watched(catalogue, row));

describe('trends in a list', () => {
  const trending = trendOf((row) => (row % 3 === 0 ? 0.9 : 0.3));
  const list = engineFor({ ...parts, trending }, events).recommend({ count: 20 });
  const plain = engineFor(parts, events).recommend({ count: 20 });

  it('take at most one place in ten, and each says so', () => {
    const placed = list.entries.filter(({ source }) => source === 'trending');
    expect(placed.length).toBeGreaterThan(0);
    expect(placed.length).toBeLessThanOrEqual(2);
    for (const { row, reasons, explanation } of placed) {
      expect(trending[row]).toBeGreaterThanOrEqual(0.6);
      expect(reasons[0]).toMatchObject({ type: 'trending', confidence: 1 });
      expect(explanation).toContain('More people turn to it than usual');
    }
  });
  it('leave the rest of the list as it is', () => {
    const rows = plain.entries.map(({ row }) => row);
    const others = list.entries.filter(({ source }) => source !== 'trending').map(({ row }) => row);
    expect(others).toEqual(rows.slice(0, others.length));
  });
  it('are named where the title is there anyway, as little of a reason', () => {
    for (const { row, source, reasons } of list.entries) {
      const reason = reasons.find(({ type }) => type === 'trending');
      expect(reason !== undefined).toBe((trending[row] ?? 0) >= 0.6);
      if (source !== 'trending' && reason !== undefined) expect(reason.confidence).toBe(0.1);
    }
  });
  it('are nothing where nothing is known', () => {
    const reasons = plain.entries.flatMap((entry) => entry.reasons.map(({ type }) => type));
    expect(reasons).not.toContain('trending');
    expect(plain.entries.map(({ source }) => source)).not.toContain('trending');
  });
});

it('what is new this year is fresh, unless it trends', () => {
  const young = partsFor((_, index) => ({ year: index === 5 ? 2026 : 1999 }));
  const row = young.catalogue.rowOf('item-005');
  const level = new Float32Array(young.catalogue.size);
  expect(boosts(young.catalogue, young.popularity, level).of(row, today)).toBe('fresh');
  level[row] = 1;
  expect(boosts(young.catalogue, young.popularity, level).of(row, today)).toBe('trending');
  expect(boosts(young.catalogue, young.popularity, undefined).of(0, today)).toBeUndefined();
});
