import { signatureOf } from '@parlour/private-aggregation';
import type { Database } from '../database/connect.ts';
import { bytesOf, hexOf } from './ids.ts';
import { inBatches } from './in-batches.ts';
import { keptKind, kindNumber } from './message-kinds.ts';
import type { NewMessage } from './new-message.ts';

/** What one statement did with a message, and the phase that it found the round in (none: no such round). */
export interface Insertion {
  readonly isKept: boolean;
  readonly phase: string | undefined;
}

/**
 * Keeps messages of an open leg, with one statement and one commit for as many as have come meanwhile (group commit): what a
 * message costs alone is mostly its way to the database and back, and the log's way to the disk. Each is answered after
 * its own commit; a statement that fails fails all of its messages, which are then sent again.
 */
export const keepTogether = (database: Database): ((one: NewMessage) => Promise<Insertion>) =>
  inBatches({
    lane: ({ round, leg }) => `${round} ${leg}`,
    // At most one of a sender, or it could not be told which was kept.
    name: ({ signingKey }) => hexOf(signingKey),
    bytes: ({ message }) => message.length,
    mostRunning: 2,
    async run(batch) {
      const { phase, kept } = await insert(database, batch);
      return batch.map(({ signingKey }) => ({ value: { isKept: kept.has(hexOf(signingKey)), phase } }));
    },
  });

/**
 * The leg is held open by the lock on its round while the messages go in. Whoever closes it waits for that lock, and whoever
 * waited for the one who closes it sees that it is closed.
 */
async function insert(
  database: Database,
  batch: readonly NewMessage[],
): Promise<{ phase: string | undefined; kept: Set<string> }> {
  const [first] = batch;
  const values: unknown[] = [bytesOf(first.round), kindNumber(keptKind[first.leg]), first.leg];
  // In one order everywhere, so that replicas that are sent the same messages at once cannot wait for each other.
  const rows = batch
    .toSorted((a, b) => Buffer.compare(a.signingKey, b.signingKey))
    .map(({ signingKey, message }) => {
      values.push(signingKey, signatureOf(message), message);
      const last = values.length;
      return `($${last - 2}::bytea, $${last - 1}::bytea, $${last}::bytea)`;
    });
  const { rows: found } = await database.$client.query<{ phase: string; key: string | null }>(
    `with open as (select phase from parlour.round where id = $1 for key share),
    kept as (
      insert into parlour.round_message (round_id, kind, sender_key, signature, body)
      select $1::bytea, $2::smallint, one.* from open, (values ${rows.join(', ')}) as one (sender_key, signature, body)
      where open.phase = $3
      on conflict do nothing returning sender_key
    )
    select open.phase, encode(kept.sender_key, 'hex') as key from open left join kept on true`,
    values,
  );
  return { phase: found[0]?.phase, kept: new Set(found.flatMap(({ key }) => key ?? [])) };
}
