import type { RoundPage, RoundQuery, RoundStatus } from '@parlour/wire/api';
import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { bundle } from '../database/schema/bundles.ts';
import { round, roundMessage, roundOutcome } from '../database/schema/rounds.ts';
import { bytesOf, hexOf } from '../rounds/ids.ts';
import { isLeg } from '../rounds/leg-times.ts';
import { operatorError } from './operator-error.ts';
import { answersOf, roundLegs } from './round-legs.ts';

/** The newest rounds, a page of them. */
export async function listRounds(
  queries: Queries,
  { limit, after, bundle: of, open }: RoundQuery,
): Promise<RoundPage> {
  const rows = await read(queries)
    .where(
      and(
        after === undefined
          ? undefined
          : sql`(${round.createdAt}, ${round.id}) < (select created_at, id from ${round} as last where id = ${bytesOf(after)})`,
        of === undefined ? undefined : eq(round.bundleHash, bytesOf(of)),
        open === undefined ? undefined : open ? isNull(round.endedAt) : isNotNull(round.endedAt),
      ),
    )
    .orderBy(desc(round.createdAt), desc(round.id))
    .limit(limit + 1);
  const rounds = await asStatuses(queries, rows.slice(0, limit));
  return { rounds, next: rows.length > limit ? (rounds.at(-1)?.id ?? null) : null };
}

/** @throws ParlourError `operators/unknown-round`. */
export async function roundStatus(queries: Queries, id: Uint8Array): Promise<RoundStatus> {
  const rows = await read(queries).where(eq(round.id, id));
  const [status] = await asStatuses(queries, rows);
  if (status === undefined) throw operatorError('unknown-round');
  return status;
}

/**
 * What a round released: its words modulo 2^bits as 32-bit numbers, little-endian.
 * @throws ParlourError `operators/unknown-round`, `-no-sum`.
 */
export async function releasedSum(queries: Queries, id: Uint8Array): Promise<Uint8Array> {
  const [row] = await queries.select({ sum: round.sum }).from(round).where(eq(round.id, id));
  if (row === undefined) throw operatorError('unknown-round');
  if (row.sum === null) throw operatorError('no-sum');
  return row.sum;
}

const read = (queries: Queries) =>
  queries
    .select({
      id: round.id,
      bundle: round.bundleHash,
      cohortSize: bundle.cohortSize,
      phase: round.phase,
      madeBy: round.madeBy,
      members: round.members,
      createdAt: round.createdAt,
      legClosesAt: round.legClosesAt,
      endedAt: round.endedAt,
      abortReason: round.abortReason,
      reports: round.reports,
      counts: round.counts,
    })
    .from(round)
    .innerJoin(bundle, eq(bundle.hash, round.bundleHash))
    .$dynamic();
type Row = Awaited<ReturnType<typeof read>>[number];

async function asStatuses(queries: Queries, rows: readonly Row[]): Promise<RoundStatus[]> {
  const open = rows.filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
  const [answers, outcomes] = await Promise.all([
    open.length === 0 ? [] : countAnswers(queries, open),
    rows.length === 0
      ? []
      : countOutcomes(
          queries,
          rows.map(({ id }) => id),
        ),
  ]);
  return rows.map(({ id, bundle: hash, cohortSize, counts, madeBy, ...row }) => {
    const name = hexOf(id);
    const kept = new Map(
      row.endedAt === null
        ? answers.filter((each) => hexOf(each.id) === name).map((each) => [each.kind, each.answers])
        : Object.entries(counts).map(([kind, count]) => [Number(kind.replace('kind ', '')), count]),
    );
    const noted = Object.fromEntries(
      outcomes.filter((each) => hexOf(each.id) === name).map((each) => [each.outcome, each.messages]),
    );
    const accepted = [...kept.values()].reduce((sum, count) => sum + count, 0);
    return {
      ...row,
      id: name,
      bundle: hexOf(hash),
      by: madeBy,
      answers: isLeg(row.phase) ? answersOf(row.phase, kept) : 0,
      legs: roundLegs({ phase: row.phase, cohortSize, answers: kept }),
      outcomes: { accepted, duplicate: 0, late: 0, malformed: 0, wrongToken: 0, refused: 0, ...noted },
      createdAt: row.createdAt.getTime(),
      legClosesAt: row.legClosesAt.getTime(),
      endedAt: row.endedAt?.getTime() ?? null,
    };
  });
}

const countAnswers = (queries: Queries, ids: readonly Uint8Array[]) =>
  queries
    .select({ id: roundMessage.roundId, kind: roundMessage.kind, answers: sql<number>`count(*)::int` })
    .from(roundMessage)
    .where(inArray(roundMessage.roundId, [...ids]))
    .groupBy(roundMessage.roundId, roundMessage.kind);

const countOutcomes = (queries: Queries, ids: readonly Uint8Array[]) =>
  queries
    .select({ id: roundOutcome.roundId, outcome: roundOutcome.outcome, messages: roundOutcome.messages })
    .from(roundOutcome)
    .where(inArray(roundOutcome.roundId, [...ids]));
