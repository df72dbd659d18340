import { describe, expect, it } from 'vitest';
import { clusterFeeds } from './cluster-feed.ts';
import { partsFor, today } from './engine-for-tests.ts';

const parts = partsFor();
const { catalogue } = parts;
const head = [0, 1, 2].map((row) => ({ row, at: 0, weight: 1 }));
const feeds = clusterFeeds(parts, new Map([['a', head]]), () => today);

describe('cluster feeds', () => {
  it('show what the cluster likes, the same each time', () => {
    const feed = feeds.feed('a', { count: 10 });
    expect(feed).toHaveLength(10);
    for (const { item } of feed) expect(catalogue.genres(catalogue.rowOf(item))).toEqual(catalogue.genres(0));
    expect(feeds.feed('a', { count: 10 })).toBe(feed);
    expect(clusterFeeds(parts, new Map([['a', head]]), () => today).feed('a', { count: 10 })).toEqual(feed);
  });
  it('keep to filters and exclusions', () => {
    const [first] = feeds.feed('a', { count: 1, platforms: ['odd'] });
    expect(catalogue.platforms(catalogue.rowOf(first.item))[0].platform).toBe('odd');
    expect(feeds.feed('a', { count: 1, platforms: ['odd'], exclude: [first.item] })[0].item).not.toBe(
      first.item,
    );
  });
  it('are made anew with the day: trust decays', () => {
    const checkedAt = today;
    const row = parts.catalogue.rowOf(feeds.feed('a', { count: 1 })[0].item);
    const checked = {
      ...parts,
      sources: { test: 0.2 },
      signals: () => ({ linkCheck: { at: checkedAt, works: 1 } }),
    };
    const time = { now: today };
    const aging = clusterFeeds(checked, new Map([['a', head]]), () => time.now);
    const itemsOf = () => aging.feed('a', { count: 10 }).map(({ item }) => item);
    expect(itemsOf()).toContain(catalogue.id(row));
    time.now += 400 * 86_400_000;
    expect(itemsOf()).toEqual([]);
  });
  it('say why, and how far each entry can be relied on, of the group and of nobody in it', () => {
    for (const { score, trust, explanation, reasons } of feeds.feed('a', { count: 60 })) {
      expect(score).toBeLessThanOrEqual(1);
      expect(trust.score).toBeGreaterThanOrEqual(0.6);
      expect(reasons[0]).toMatchObject({ type: 'cluster', path: ['a'] });
      for (const { description, confidence, path } of reasons) {
        expect(explanation).toContain(description);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(path).toHaveLength(1);
      }
    }
    const [first] = feeds.feed('a', { count: 1 });
    const named = first.reasons.find(({ type }) => type === 'similar-to');
    expect(head.map(({ row }) => catalogue.id(row))).toContain(named?.path[0]);
    expect(first.reasons.at(-1)).toMatchObject({ type: 'because-genre', path: catalogue.genres(0) });
  });
  it('heed the moment, by half hours', () => {
    const at = (minutes: number) =>
      feeds.feed('a', { count: 10, context: { minutes } }).map(({ item }) => item);
    const runtimes = (items: string[]) => items.map((item) => catalogue.runtime(catalogue.rowOf(item)) ?? 0);
    const mean = (all: number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
    expect(at(80)).toEqual(at(90));
    expect(mean(runtimes(at(90)))).toBeLessThan(mean(runtimes(at(300))));
    expect(() => feeds.feed('a', { count: 1, context: { mood: 'odd' as 'light' } })).toThrow(
      expect.objectContaining({ code: 'recommend/bad-request' }),
    );
  });
  it('are empty for a cluster that is not known, and refuse what makes no sense', () => {
    expect(feeds.feed('b', { count: 10 })).toEqual([]);
    expect(() => feeds.feed('a', { count: -1 })).toThrow(
      expect.objectContaining({ code: 'recommend/bad-request' }),
    );
  });
});
