import { momentsId } from '@parlour/private-aggregation/queries';
import { describe, expect, it } from 'vitest';
import { peopleBundle } from './aggregator-for-tests.ts';
import { agreementTo, type AskedBundle, isAgreed } from './asked-bundle.ts';

const [popular] = peopleBundle().queries;
const moments = { ...popular, id: momentsId('cd'.repeat(16)), dimension: 45, scale: 0.5, clipShare: 0.5 };
const asked = (change: Parameters<typeof peopleBundle>[0] = {}, share = 1000) =>
  ({ opened: { bundle: peopleBundle(change) }, share }) as AskedBundle;

describe('what a person agrees to', () => {
  const agreed = agreementTo(asked(), null);

  it('is the kinds of queries that they were shown, what a report costs and how many must report', () => {
    expect(agreed).toEqual({ kinds: ['popularity@1'], share: 1000, minimumReports: 50 });
    expect(isAgreed(asked(), agreed)).toBe(true);
    expect(isAgreed(asked({}, 900), agreed)).toBe(true);
    expect(isAgreed(asked({ minimumReports: 60 }), agreed)).toBe(true);
    expect(isAgreed(asked(), null)).toBe(false);
  });

  it('is no more than that: each that asks for more waits for them', () => {
    expect(isAgreed(asked({ queries: [popular, moments] }), agreed)).toBe(false);
    expect(isAgreed(asked({}, 1001), agreed)).toBe(false);
    expect(isAgreed(asked({ minimumReports: 50 }), { ...agreed, minimumReports: 51 })).toBe(false);
    const more = agreementTo(asked({ queries: [popular, moments] }, 1001), agreed);
    expect(more).toEqual({ kinds: ['popularity@1', 'moments@1'], share: 1001, minimumReports: 50 });
    expect(isAgreed(asked({ queries: [popular, moments] }, 1001), more)).toBe(true);
  });

  it('is nothing of a query that this version does not know: it gets zeros', () => {
    const newer = { ...popular, version: 2 };
    expect(isAgreed(asked({ queries: [popular, newer] }), agreed)).toBe(true);
  });
});
