import { refusalWords } from '@parlour/private-aggregation';
import { wholeBudget } from '@parlour/private-aggregation/ledger';
import type { RoundView } from '../../brain-api/index.ts';
import type { Book } from './book.ts';
import { toHex } from './hex.ts';
import type { PaidReport } from './saved-report.ts';

/** The rounds that this device has taken part in, the latest first. @param nameOf an item, as the person knows it. */
export function roundViews(
  { reports, round }: Pick<Book, 'reports' | 'round'>,
  nameOf: (item: string) => string,
): RoundView[] {
  const views = new Map<string, RoundView>();
  const underWay = round && toHex(round.roundId);
  for (const report of reports) {
    const before = views.get(report.round);
    if (report.kind === 'paid') {
      const how = report.round === underWay ? 'under-way' : 'unknown';
      const sent = sentView(report, nameOf);
      views.set(report.round, { round: report.round, at: report.at, how, why: undefined, sent });
    } else {
      views.set(report.round, {
        at: report.at,
        sent: undefined,
        ...before,
        round: report.round,
        how: report.how,
        why: refusalWords(report.how),
      });
    }
  }
  return [...views.values()].toReversed();
}

const sentView = (report: PaidReport, nameOf: (item: string) => string): NonNullable<RoundView['sent']> => ({
  epoch: report.epoch,
  bytes: report.packed.length,
  bits: report.bits,
  numbers: report.dimension,
  minimumReports: report.minimumReports,
  share: report.amount / wholeBudget,
  queries: report.queries.map(({ id, purpose, dimension, answered, noise, items, said }) => ({
    id,
    purpose,
    dimension,
    answered,
    noise,
    names: items.map(nameOf),
    said,
  })),
});
