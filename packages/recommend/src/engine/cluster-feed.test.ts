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
  it('are empty for a cluster that is not known, and refuse what makes no sense', () => {
    expect(feeds.feed('b', { count: 10 })).toEqual([]);
    expect(() => feeds.feed('a', { count: -1 })).toThrow(
      expect.objectContaining({ code: 'recommend/bad-request' }),
    );
  });
});
