import { describe, expect, it } from 'vitest';
import { engineFor, partsFor, today, watched } from '../engine/engine-for-tests.ts';
import { itemTrust } from './item-trust.ts';
import { aged, leastTrust, trustWeights, unknownTrust } from './trust.ts';
import type { TrustSignals } from './trust-signals.ts';

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
    const bad = { corrections: 3, reports: 3, linkCheck: { at: today, works: 0 } };
    const before = itemTrust({ catalogue }).of(row(3), today, 0.7);
    const after = itemTrust({ catalogue, signals: () => bad }).of(row(3), today, 0.7);
    expect(after.parts.availability).toBe(0);
    expect(after.score).toBeLessThan(0.6);
    expect(before.score).toBeGreaterThan(0.6);
  });
});

describe('what several sources say', () => {
  const plain = row(10);
  const of = (signals: TrustSignals) =>
    itemTrust({ catalogue, sources: { rumour: 0.3 }, signals: () => signals }).of(plain, today, 0.7).parts;
  it('is trusted more the more of it agrees, and less the less', () => {
    const at = (compared: number, agreeing: number) => of({ agreement: { compared, agreeing } }).metadata;
    expect(at(5, 5)).toBeGreaterThan(at(0, 0));
    expect(at(20, 20)).toBeGreaterThan(at(5, 5));
    expect(at(5, 1)).toBeLessThan(at(0, 0));
  });
  it('raises a poor source towards a better one as far as they agree', () => {
    const sources = ['rumour', 'starter'];
    expect(of({ sources }).source).toBe(0.3);
    expect(of({ sources, agreement: { compared: 4, agreeing: 0 } }).source).toBe(0.3);
    expect(of({ sources, agreement: { compared: 4, agreeing: 2 } }).source).toBeCloseTo(0.625);
    expect(of({ sources, agreement: { compared: 4, agreeing: 4 } }).source).toBeCloseTo(0.95);
    expect(of({ sources: ['rumour', 'worse'], agreement: { compared: 4, agreeing: 4 } }).source).toBe(0.7);
  });
  it('counts for nothing once the operator says it is wrong', () => {
    const trust = itemTrust({ catalogue, signals: () => ({ isWrong: true }) }).of(row(3), today, 1);
    expect(trust.parts).toMatchObject({ source: 0, metadata: 0 });
    expect(trust.score).toBeLessThan(leastTrust);
  });
  it('falls with people who could not watch it', () => {
    expect(of({ unavailable: 1 }).availability).toBeCloseTo(0.5);
    expect(of({ unavailable: 0 }).availability).toBe(0.7);
  });
});

describe('links that were tried', () => {
  const of = (works: number, at: number, days: number) =>
    itemTrust({ catalogue, signals: () => ({ linkCheck: { at, works } }) }).of(
      row(1),
      today + days * day,
      0.7,
    ).parts.availability;
  it('count by the share that works, and are forgotten day by day', () => {
    expect(of(1, today, 0)).toBe(1);
    expect(of(0.5, today, 0)).toBe(0.5);
    const daily = Array.from({ length: 60 }, (_, days) => of(0, today, days));
    expect(daily).toEqual(daily.toSorted((one, other) => one - other));
    expect(daily[1]).toBeCloseTo(0.7 - 0.7 * Math.exp(-1 / 7));
    expect(of(0, today, 1.4)).toBe(daily[1]);
    expect(daily.at(-1)).toBeGreaterThan(0.69);
  });
  it('say nothing against an offer that was seen on a later day', () => {
    expect(of(0, today - 2 * day, 0)).toBe(1);
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
