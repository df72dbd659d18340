import { checkBundle } from '@parlour/private-aggregation';
import { describe, expect, it } from 'vitest';
import { leavers } from './leavers.ts';
import { timesByKind } from './request-times.ts';
import { simulationBundle } from './simulation-bundle.ts';

const make = (count: number, dropout: number, dimension = 96, bits = 24) =>
  simulationBundle({ count, dropout, dimension, bits }, '2026-w47', Date.UTC(2126, 0, 1));

describe('the bundle of a simulation', () => {
  it('is one that devices of a simulation accept', () => {
    for (const [count, dropout, dimension, bits] of [
      [50, 0, 1, 24],
      [64, 0.05, 96, 24],
      [300, 0.1, 8192, 20],
      [1000, 0.1, 8192, 20],
      [1000, 0.1, 183_000, 20],
    ]) {
      const bundle = make(count, dropout, dimension, bits);
      expect(() => checkBundle(bundle), `${count}`).not.toThrow();
      expect(bundle).toMatchObject({ audience: 'simulation', cohortSize: count });
    }
    expect(make(300, 0.1).minimumReports).toBe(216);
  });

  it('is not made for too few devices, and says how many are enough', () => {
    for (const [count, dropout] of [
      [49, 0],
      [60, 0.1],
      [70, 0.2],
    ]) {
      const mended = (error: unknown) => Number(/--count (\d+)/.exec((error as { mend: string }).mend)?.[1]);
      let enough = 0;
      try {
        make(count, dropout);
      } catch (error) {
        enough = mended(error);
      }
      expect(() => make(enough, dropout)).not.toThrow();
      expect(() => make(enough - 1, dropout)).toThrow(
        expect.objectContaining({ code: 'simulate/too-few-devices' }),
      );
    }
  });
});

it('those who leave are spread over the legs and the devices', () => {
  const all = leavers(40, 0.2);
  expect(all).toHaveLength(40);
  expect(all.flatMap((kind, i) => (kind ? [[i, kind]] : []))).toEqual([
    [0, 'shares'],
    [5, 'report'],
    [10, 'confirmation'],
    [15, 'unmasking'],
    [20, 'shares'],
    [25, 'report'],
    [30, 'confirmation'],
    [35, 'unmasking'],
  ]);
  expect(leavers(40, 0).some((kind) => kind !== undefined)).toBe(false);
});

it('times of requests are told by kind', () => {
  const times = Array.from({ length: 100 }, (_, i) => ({
    kind: 'report',
    from: 1000 + i,
    to: 1000 + 2 * i + 1,
  }));
  expect(timesByKind([{ kind: 'token', from: 0, to: 500 }, ...times])).toEqual({
    token: { requests: 1, p50: 500, p95: 500, p99: 500, perSecond: 2 },
    report: { requests: 100, p50: 51, p95: 96, p99: 100, perSecond: 502.5 },
  });
});
