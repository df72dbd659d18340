import type { RoundStatus } from '@parlour/wire';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { round, roundMessage } from '../database/schema/rounds.ts';
import { hexOf } from '../rounds/ids.ts';
import { isLeg } from '../rounds/leg-times.ts';
import { keptKind, kindNumber } from '../rounds/message-kinds.ts';
import { operatorError } from './operator-error.ts';

/** Rounds that a list shows at most. */
const mostShown = 100;

/** The newest rounds. */
export async function listRounds(queries: Queries): Promise<RoundStatus[]> {
  const rows = await queries.select(shown).from(round).orderBy(desc(round.createdAt)).limit(mostShown);
  return Promise.all(rows.map((row) => asStatus(queries, row)));
}

/** @throws ParlourError `operators/unknown-round`. */
export async function roundStatus(queries: Queries, id: Uint8Array): Promise<RoundStatus> {
  const [row] = await queries.select(shown).from(round).where(eq(round.id, id));
  if (row === undefined) throw operatorError('unknown-round');
  return asStatus(queries, row);
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

const shown = {
  id: round.id,
  bundle: round.bundleHash,
  phase: round.phase,
  members: round.members,
  createdAt: round.createdAt,
  legClosesAt: round.legClosesAt,
  endedAt: round.endedAt,
  abortReason: round.abortReason,
  reports: round.reports,
};
type Shown = Pick<
  typeof round.$inferSelect,
  'id' | 'phase' | 'members' | 'createdAt' | 'legClosesAt' | 'endedAt' | 'abortReason' | 'reports'
> & { readonly bundle: Uint8Array };

async function asStatus(queries: Queries, row: Shown): Promise<RoundStatus> {
  return {
    ...row,
    id: hexOf(row.id),
    bundle: hexOf(row.bundle),
    answers: isLeg(row.phase) ? await countAnswers(queries, row.id, kindNumber(keptKind[row.phase])) : 0,
    createdAt: row.createdAt.getTime(),
    legClosesAt: row.legClosesAt.getTime(),
    endedAt: row.endedAt?.getTime() ?? null,
  };
}

async function countAnswers(queries: Queries, id: Uint8Array, kind: number): Promise<number> {
  const [{ answers }] = await queries
    .select({ answers: sql<number>`count(*)::int` })
    .from(roundMessage)
    .where(and(eq(roundMessage.roundId, id), eq(roundMessage.kind, kind)));
  return answers;
}
