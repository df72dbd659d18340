import { expect, it } from 'vitest';
import { runShare, SCHEDULES_TIMEOUT } from './test/run-share.ts';

it.each(['cheap', 'real'] as const)(
  'every schedule gives the exact sum of its survivors, or none (%s suite)',
  { timeout: SCHEDULES_TIMEOUT },
  async (kind) => {
    const { all, released } = await runShare(kind, 0);
    expect(released).toBeLessThanOrEqual(all);
    expect(released).toBeGreaterThan(Math.floor(all / 3) - 1);
  },
);
