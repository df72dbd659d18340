import { type AddedReport, receiveAddedReports, type Reporting } from '@parlour/private-aggregation';
import { ParlourError } from '@parlour/wire';
import { and, asc, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { ownBytes } from '../database/own-bytes.ts';
import { reportPart, roundMessage } from '../database/schema/rounds.ts';
import { hexOf } from './ids.ts';
import { kindNumber } from './message-kinds.ts';

const KEY_BYTES = 32;

interface KeptReport extends AddedReport {
  readonly position: number;
}

/**
 * Takes in the reports that replicas added up while the leg was open. To be called where nothing can be kept any more. A
 * part of which anything does not fit what was kept is passed over.
 * @returns the positions of the reports that are in no part, rising.
 */
export async function receiveReportParts(
  queries: Queries,
  begun: Reporting,
): Promise<{ state: Reporting; left: number[] }> {
  const { roundId } = begun.setup;
  const kept = await keptReports(queries, roundId);
  const parts = await queries
    .select({ part: reportPart.part, senders: reportPart.senders })
    .from(reportPart)
    .where(eq(reportPart.roundId, roundId))
    .orderBy(asc(reportPart.part));
  let state = begun;
  for (const { part, senders } of parts) {
    const keys = keysIn(senders);
    const reports = keys.flatMap((key) => kept.get(key) ?? []);
    if (reports.length < keys.length || new Set(keys).size < keys.length) continue;
    const [{ words }] = await queries
      .select({ words: reportPart.words })
      .from(reportPart)
      .where(and(eq(reportPart.roundId, roundId), eq(reportPart.part, part)));
    try {
      state = receiveAddedReports(state, new Uint32Array(ownBytes(words).buffer), reports);
    } catch (refused) {
      if (!(refused instanceof ParlourError)) throw refused;
      continue;
    }
    for (const key of keys) kept.delete(key);
  }
  return { state, left: Array.from(kept.values(), ({ position }) => position) };
}

/** By key in hex, in the order in which they were kept, without what they say. */
async function keptReports(queries: Queries, roundId: Uint8Array): Promise<Map<string, KeptReport>> {
  const { position, senderKey, signature, kind } = roundMessage;
  const rows = await queries
    .select({ position, senderKey, signature })
    .from(roundMessage)
    .where(and(eq(roundMessage.roundId, roundId), eq(kind, kindNumber('report'))))
    .orderBy(asc(position));
  return new Map(
    rows.map((row) => [
      hexOf(row.senderKey),
      { position: row.position, signingKey: ownBytes(row.senderKey), signature: ownBytes(row.signature) },
    ]),
  );
}

const keysIn = (senders: Uint8Array): string[] =>
  Array.from({ length: senders.length / KEY_BYTES }, (_, i) =>
    hexOf(senders.subarray(i * KEY_BYTES, (i + 1) * KEY_BYTES)),
  );
