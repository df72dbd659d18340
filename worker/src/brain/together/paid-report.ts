import { encodeReport, packWords, unpackWords } from '@parlour/private-aggregation';
import { isLimited } from '@parlour/private-aggregation/ledger';
import { answerBundle, type BundleMaterial } from '@parlour/private-aggregation/queries';
import type { AskedBundle } from './asked-bundle.ts';
import type { Book } from './book.ts';
import { toHex } from './hex.ts';
import { freshWords } from './randomness.ts';
import type { PaidReport } from './saved-report.ts';

/** Numbers of an answer that are kept as they were said, for the person to read; an answer about titles is kept as their names. */
const mostKept = 16;
const saidInFull = (vector: ArrayLike<number> | undefined): { readonly said?: number[] } =>
  vector === undefined || vector.length > mostKept ? {} : { said: Array.from(vector) };

/**
 * The encoded report for a round: the one that was paid for, or a new one, paid for and kept before anybody gets to see it. So the
 * bytes of a round are the same however often they are asked for.
 * @throws ParlourError `ledger/spent`, `ledger/answered`, and as `Book.pay`.
 */
export async function paidReport(
  book: Book,
  { opened: { bundle, hash }, plan, cost }: AskedBundle,
  roundId: Uint8Array,
  material: BundleMaterial,
  now: number,
): Promise<Uint32Array> {
  const round = toHex(roundId);
  const before = book.reports.find(
    (report): report is PaidReport => report.kind === 'paid' && report.round === round,
  );
  if (before !== undefined) return unpackWords(before.packed, before.dimension, before.bits);
  const { vectors, said } = answerBundle(bundle, material);
  const words = encodeReport(plan, vectors, freshWords);
  const noise = Math.sqrt(plan.noiseVariance) / plan.scale;
  const toPay = {
    report: `${toHex(hash)}/${round}`,
    bundle: toHex(hash),
    participations: bundle.participations,
    limited: said
      .filter(({ query, items }) => items.length > 0 && isLimited(query.id))
      .map(({ query }) => query.id),
  };
  await book.pay(toPay, cost, (amount) => ({
    kind: 'paid',
    round,
    bundle: toPay.bundle,
    epoch: bundle.epoch,
    at: now,
    amount,
    bits: bundle.bits,
    dimension: plan.dimension,
    minimumReports: bundle.minimumReports,
    queries: said.map(({ query: { id, version, purpose, dimension, scale }, answered, items }) => ({
      id,
      version,
      purpose,
      dimension,
      answered,
      noise: noise / scale,
      items: [...items],
      ...saidInFull(vectors.get(id)),
    })),
    packed: packWords(words, bundle.bits).slice(),
  }));
  return words;
}
