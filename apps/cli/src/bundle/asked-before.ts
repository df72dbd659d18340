import { momentsBasis } from '@parlour/private-aggregation/queries';
import { Bundle } from '@parlour/wire';
import * as v from 'valibot';
import type { OperatorClient } from '../operator/operator-client.ts';

/** The basis that people were asked over last; undefined where they never were. */
export async function lastBasisOf(operator: OperatorClient): Promise<string | undefined> {
  const published = await operator.ask('GET /api/operator/bundles');
  for (const { signed } of published) {
    const { audience, queries } = v.parse(Bundle, JSON.parse(signed.bundle));
    const basis = queries.map(momentsBasis).find((name) => name !== undefined);
    if (audience === 'people' && basis !== undefined) return basis;
  }
  return undefined;
}

/** Rounds that are looked at, the newest. */
const mostRounds = 500;

/** How many people took part: the most reports that were released in one epoch, as nobody makes two reports in one. */
export async function peopleTakingPart(operator: OperatorClient): Promise<number> {
  const epochs = new Map<string, string>();
  for (const { hash, signed } of await operator.ask('GET /api/operator/bundles')) {
    const { audience, epoch } = v.parse(Bundle, JSON.parse(signed.bundle));
    if (audience === 'people') epochs.set(hash, epoch);
  }
  const reports = new Map<string, number>();
  let after: string | undefined;
  for (let seen = 0; seen < mostRounds; ) {
    const { rounds, next } = await operator.ask('GET /api/operator/rounds', {
      query: { limit: 100, ...(after !== undefined && { after }), open: false },
    });
    for (const { bundle, phase, reports: made } of rounds) {
      const epoch = epochs.get(bundle);
      if (phase === 'released' && epoch !== undefined)
        reports.set(epoch, (reports.get(epoch) ?? 0) + (made ?? 0));
    }
    if (next === null) break;
    after = next;
    seen += rounds.length;
  }
  return Math.max(0, ...reports.values());
}
