import { everyFew } from '@parlour/bench/task';
import { type FusionWeights, ownGains } from '@parlour/recommend';
import type { HistoryEvent } from '@parlour/wire';
import { publishedParts } from '../catalogue/published-parts.ts';
import type { DataFolder } from '../data-folder.ts';
import type { GateResult } from './gate.ts';
import { fewestCases, publicCases } from './public-cases.ts';

/** People whose public histories are tried; each takes lists at several places. */
const most = 200;
/** Standard errors of the mean that a candidate may lose by. */
const slack = 2;
const day = 86_400_000;

/**
 * Whether weights may be a candidate, by what they gain over those that are served on public ratings, where the operator has imported some:
 * they must not be clearly worse. Titles that are alike by their facts say nothing of mixtures, so without ratings nothing is refused, and the metrics
 * say so.
 */
export async function passFusionGate(
  data: DataFolder,
  candidate: FusionWeights,
  served: FusionWeights,
): Promise<GateResult> {
  const parts = await publishedParts(data.publicCatalogue);
  const { catalogue } = parts;
  const ids = Array.from({ length: catalogue.size }, (_, row) => catalogue.id(row));
  const { source, cases } = await publicCases(data, ids);
  const people = source === 'ratings' ? everyFew(cases, most) : [];
  const gains = people.flatMap(({ history, target }) => {
    const events = [...history, target].map(
      (row, place): HistoryEvent => ({
        id: `${place}`,
        kind: 'completion',
        item: ids[row],
        at: place * day,
        source: 'viewer',
      }),
    );
    return ownGains(parts, events, [served, candidate])?.gains[0] ?? [];
  });
  return fusionGate(gains);
}

/** @param gains by person, of the candidate over what is served: differences in NDCG@10. */
export function fusionGate(gains: readonly number[]): GateResult {
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / Math.max(1, gains.length);
  const squares = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0);
  const error = gains.length < 2 ? 0 : Math.sqrt(squares / (gains.length - 1) / gains.length);
  const metrics: Record<string, number> = { gateCases: gains.length };
  if (gains.length > 0) Object.assign(metrics, { gateGain: mean, gateGainSe: error });
  const isWorse = gains.length >= fewestCases && mean < -slack * error;
  return {
    metrics,
    reason: isWorse
      ? `For ${gains.length} people of public ratings lists would be clearly worse (NDCG@10 ${mean.toFixed(4)}, standard error ${error.toFixed(4)}).`
      : null,
  };
}
