import { type EncodingPlan, type OpenedBundle, planEncoding } from '@parlour/private-aggregation';
import type { CryptoSuite } from '@parlour/private-aggregation';
import {
  isUsedUp,
  type Ledger,
  planCost,
  type ReportCost,
  shareOfBudget,
} from '@parlour/private-aggregation/ledger';
import {
  type BundleMaterial,
  familyOf,
  isWorthAnswering,
  queryKind,
} from '@parlour/private-aggregation/queries';
import type { Bundle, SignedBundle } from '@parlour/wire';
import type { Agreement, SavedTogether } from './saved-together.ts';

/** A bundle that was opened, with what answering it takes. */
export interface AskedBundle {
  readonly opened: OpenedBundle;
  readonly signed: SignedBundle;
  readonly plan: EncodingPlan;
  readonly cost: ReportCost;
  /** What one report costs: billionths of a lifetime's budget. */
  readonly share: number;
}

export async function askedBundle(
  suite: CryptoSuite,
  opened: OpenedBundle,
  signed: SignedBundle,
): Promise<AskedBundle> {
  const plan = await planEncoding(suite, opened.bundle, opened.hash);
  const cost = planCost(plan);
  return { opened, signed, plan, cost, share: shareOfBudget(cost) };
}

/** Kinds of queries of a bundle that this version answers, `popularity@1`. */
const kindsOf = (bundle: Bundle): string[] =>
  bundle.queries
    .filter((query) => queryKind(query, bundle) !== undefined)
    .map((query) => `${familyOf(query)}@${query.version}`);

/** What a person agrees to who says yes to this bundle, on top of what they have agreed to before. */
export function agreementTo({ opened: { bundle }, share }: AskedBundle, before: Agreement | null): Agreement {
  return {
    kinds: [...new Set([...(before?.kinds ?? []), ...kindsOf(bundle)])],
    share: Math.max(share, before?.share ?? 0),
    minimumReports: Math.min(bundle.minimumReports, before?.minimumReports ?? Number.POSITIVE_INFINITY),
  };
}

/** Whether a bundle asks for no more than the person has agreed to. */
export function isAgreed({ opened: { bundle }, share }: AskedBundle, agreed: Agreement | null): boolean {
  return (
    agreed !== null &&
    share <= agreed.share &&
    bundle.minimumReports >= agreed.minimumReports &&
    kindsOf(bundle).every((kind) => agreed.kinds.includes(kind))
  );
}

/** @param isOff as of `BundleMaterial`. */
export const isWorthIt = (
  { opened: { bundle } }: Pick<AskedBundle, 'opened'>,
  isOff: BundleMaterial['isOff'],
): boolean => isWorthAnswering(bundle, isOff);

/** Queries that this device gives zeros: what the person has switched off, and what it has answered as often as it ever does. */
export const isOffHere =
  (saved: Pick<SavedTogether, 'off'>, ledger: Pick<Ledger, 'limited'> | undefined): BundleMaterial['isOff'] =>
  (family, id) =>
    saved.off.includes(family) || (ledger !== undefined && isUsedUp(ledger, id));
