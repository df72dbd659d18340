import { describe, expect, it } from 'vitest';
import { engineFor, partsFor, today, watched } from '../engine/engine-for-tests.ts';
import { itemTrust } from './item-trust.ts';
import { aged, trustWeights, unknownTrust } from './trust.ts';

const day = 86_400_000;
const parts = partsFor((_, index) => ({
  source: index % 10 === 0 ? 'rumour' : 'starter',
  year: 1999,
  platforms: [{ platform: 'somewhere', ...(index === 1 && { checkedAt: today }) }],
}));
const { catalogue } = parts;
const row = (index: number): number => catalogue.rowOf(`item-${String(index).padStart(3, '0')}`);

describe('trust', () => {
  it('weighs its five parts as the overview says', () => {
    expect(Object.values(trustWeights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1);
    expect(trustWeights).toMatchObject({ source: 0.25, metadata: 0.25, availability: 0.2 });
  });
  it('takes what is unknown for 0.7', () => {
    const { parts: own } = itemTrust({ catalogue }).of(row(10), today, unknownTrust);
    expect(own.source).toBe(0.7);
    expect(own.availability).toBe(0.7);
    expect(own.quality).toBe(0.7);
  });
  it('lets availability decay to unknown, and the facts of an old film not at all', () => {
    const trust = itemTrust({ catalogue });
    const at = (days: number) => trust.of(row(1), today + days * day, 0.7).parts;
    expect(at(0).availability).toBe(1);
    expect(at(7).availability).toBeCloseTo(0.7 + 0.3 / Math.E);
    expect(at(300).availability).toBeCloseTo(0.7);
    expect(at(300).metadata).toBe(at(0).metadata);
  });
  it('lets the facts of what is new decay by 30 days', () => {
    expect(aged(1, today, today + 30 * day, 30)).toBeCloseTo(0.7 + 0.3 / Math.E);
    expect(aged(1, undefined, today, 30)).toBe(0.7);
  });
  it('falls with corrections, reports and links that do not work', () => {
    const bad = { corrections: 3, reports: 3, linkCheck: { at: today, works: false } };
    const before = itemTrust({ catalogue }).of(row(3), today, 0.7);
    const after = itemTrust({ catalogue, signals: () => bad }).of(row(3), today, 0.7);
    expect(after.parts.availability).toBe(0);
    expect(after.score).toBeLessThan(0.6);
    expect(before.score).toBeGreaterThan(0.6);
  });
});

describe('a list', () => {
  const events = [watched(catalogue, row(8)), watched(catalogue, row(14))];
  const request = { count: 40 } as const;
  it('hides titles of low trust, and says how many', () => {
    const engine = engineFor({ ...parts, sources: { rumour: 0 } }, events);
    const list = engine.recommend(request);
    expect(list.hidden).toBeGreaterThan(0);
    expect(list.notice).toMatch(/^\d+ titles? hidden: low trust$/);
    for (const { row: shown, trust } of list.entries) {
      expect(trust.score).toBeGreaterThanOrEqual(0.6);
      expect(catalogue.source(shown)).toBe('starter');
    }
    const all = engine.recommend({ ...request, trust: 'off' });
    expect(all.hidden).toBe(0);
    expect(all.entries.some(({ row: shown }) => catalogue.source(shown) === 'rumour')).toBe(true);
  });
  it('shows them with a warning where more than a third would be hidden', () => {
    const list = engineFor({ ...parts, sources: { starter: 0, rumour: 0 } }, events).recommend(request);
    expect(list).toMatchObject({ warning: 'low-trust', hidden: 0 });
    expect(list.entries).toHaveLength(40);
    expect(list.notice).toContain('warning');
  });
});
