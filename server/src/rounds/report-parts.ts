import { addReport, type Bytes } from '@parlour/private-aggregation';
import { sql } from 'drizzle-orm';
import { reportPart, round } from '../database/schema/rounds.ts';
import { bytesOf } from './ids.ts';
import type { KnownRound } from './open-rounds.ts';
import type { RoundFrame } from './round-frame.ts';

/**
 * Adds reports up while their leg is open, so that it closes without reading them again. A report is in a part only if this
 * replica kept it, in one part at most, and a part is written with the names of all that are in it: whatever is lost with a
 * process, or may or may not have been written, is added from the reports themselves when the leg closes.
 */
export interface ReportParts {
  /** To be called once for each report that this process has kept. */
  add(known: KnownRound, signingKey: Bytes, message: Bytes): void;
  /** Writes what was added, now. */
  close(): Promise<void>;
}

interface Part {
  readonly senders: Bytes[];
  readonly words: Uint32Array<ArrayBuffer>;
  readonly timer: NodeJS.Timeout;
}

/** Reports of a part; with fewer than the least, to write and read their sum would cost more than it saves. */
const mostReports = 128;
const leastReports = 4;
/** Milliseconds without a report after which a part ends. */
const restMs = 250;

/** @param onFailure told of parts that were not written. */
export function reportParts(
  { database }: Pick<RoundFrame, 'database'>,
  onFailure: (error: unknown) => void,
): ReportParts {
  const open = new Map<string, Part>();
  const writing = new Set<Promise<void>>();
  const write = (id: string) => {
    const part = open.get(id);
    if (part === undefined) return;
    open.delete(id);
    clearTimeout(part.timer);
    if (part.senders.length < leastReports) return;
    const one = insert(database, id, part)
      .catch(onFailure)
      .finally(() => writing.delete(one));
    writing.add(one);
  };
  const partOf = (id: string, dimension: number): Part => {
    const before = open.get(id);
    if (before) return before;
    const timer = setTimeout(write, restMs, id);
    const part = { senders: [], words: new Uint32Array(dimension), timer };
    open.set(id, part);
    return part;
  };
  return {
    add({ id, state }, signingKey, message) {
      if (state?.phase !== 'reporting') return;
      const { dimension, bits } = state.setup;
      const part = partOf(id, dimension);
      addReport(part.words, message, bits);
      part.senders.push(signingKey);
      if (part.senders.length >= mostReports) write(id);
      else part.timer.refresh();
    },
    async close() {
      for (const id of open.keys()) write(id);
      await Promise.all(writing);
    },
  };
}

/** Nothing where the leg was closed meanwhile: whoever closed it added the reports. */
async function insert(database: RoundFrame['database'], id: string, { senders, words }: Part): Promise<void> {
  const roundId = bytesOf(id);
  await database.execute(sql`
    with open as (select id from ${round} where id = ${roundId} and phase = 'reporting' for key share)
    insert into ${reportPart} (round_id, senders, words)
    select id, ${Buffer.concat(senders)}::bytea, ${Buffer.from(words.buffer)}::bytea from open`);
}
