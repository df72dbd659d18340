import { type ServerState, serverStateFromBytes } from '@parlour/private-aggregation';
import { and, eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { type RoundPhase, roundState } from '../database/schema/rounds.ts';

/** Bytes read at a time: the driver has them as text first, twice as long, and as a string after that. */
const pieceBytes = 2 ** 19;

/**
 * The state of a round at the beginning of a phase, which nobody ever changes: one of its own for whoever asks. Read in
 * pieces, as that of a thousand devices takes ten megabytes.
 * @returns undefined where the round is not in the phase, or not any more.
 */
export async function readState(
  queries: Queries,
  roundId: Uint8Array,
  phase: RoundPhase,
): Promise<ServerState | undefined> {
  const isIt = and(eq(roundState.roundId, roundId), eq(roundState.phase, phase));
  const { state } = roundState;
  const [row] = await queries
    .select({ length: sql<number>`octet_length(${state})` })
    .from(roundState)
    .where(isIt);
  if (row === undefined) return undefined;
  const bytes = new Uint8Array(row.length);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const [read] = await queries
      .select({ piece: sql<Uint8Array>`substring(${state} from ${at + 1}::int for ${pieceBytes}::int)` })
      .from(roundState)
      .where(isIt);
    if (read === undefined) return undefined;
    bytes.set(read.piece, at);
  }
  return serverStateFromBytes(bytes);
}
