import { fusion } from '@parlour/private-aggregation/queries';
import { type FusionWeights, type GainParts, ownGains } from '@parlour/recommend';
import type { HistoryEvent, Query } from '@parlour/wire';

const day = 86_400_000;

/** What somebody who watched these rows, oldest first, has in their vault; all of it liked. */
export const eventsOf = (
  { catalogue }: Pick<GainParts, 'catalogue'>,
  rows: readonly number[],
): HistoryEvent[] =>
  rows.map((row, place) => ({
    id: `${place}`,
    kind: 'completion',
    item: catalogue.id(row),
    at: day * place,
    source: 'viewer',
  }));

/** What each device says to the query, by the code that answers on devices. */
export function deviceGains(
  parts: GainParts,
  devices: readonly (readonly number[])[],
  starts: readonly FusionWeights[],
  query: Query,
): Float64Array[] {
  const asked = { query, norm: query.clipShare };
  return devices.map((rows) => {
    const found = ownGains(parts, eventsOf(parts, rows), starts);
    const own = found && { gains: found.gains, items: [] };
    return fusion.answer(asked, { watched: [], gainsOf: () => own }).vector;
  });
}
