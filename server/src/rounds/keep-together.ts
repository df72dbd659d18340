import { signatureOf } from '@parlour/private-aggregation';
import type { Database } from '../database/connect.ts';
import { bytesOf, hexOf } from './ids.ts';
import { keptKind, kindNumber } from './message-kinds.ts';
import type { NewMessage } from './keep-message.ts';

/** What one statement did with a message, and the phase that it found the round in (none: no such round). */
export interface Insertion {
  readonly isKept: boolean;
  readonly phase: string | undefined;
}

/** Keeps messages of an open leg; those that come while others are written are written together after them. */
export type KeepTogether = (one: NewMessage) => Promise<Insertion>;

interface Waiting {
  readonly one: NewMessage;
  readonly key: string;
  readonly done: PromiseWithResolvers<Insertion>;
}

/** Statements under way for a leg at a time, and what goes into one. */
const mostStatements = 2;
const mostMessages = 64;
const mostBytes = 2 ** 22;

/**
 * One statement and one commit for as many messages as have come meanwhile (group commit): what a message costs alone is
 * mostly its way to the database and back, and the log's way to the disk. Each is answered after its own commit; a
 * statement that fails fails all of its messages, which are then sent again.
 */
export function keepTogether(database: Database): KeepTogether {
  const legs = new Map<string, { waiting: Waiting[]; running: number }>();
  const write = async (name: string) => {
    const leg = legs.get(name);
    if (leg === undefined || leg.running >= mostStatements || leg.waiting.length === 0) return;
    const [batch, rest] = takeBatch(leg.waiting);
    leg.waiting = rest;
    leg.running += 1;
    try {
      const { phase, kept } = await insert(database, batch);
      for (const { key, done } of batch) done.resolve({ isKept: kept.has(key), phase });
    } catch (error) {
      for (const { done } of batch) done.reject(error);
    } finally {
      leg.running -= 1;
      if (leg.running === 0 && leg.waiting.length === 0) legs.delete(name);
      void write(name);
    }
  };
  return (one) => {
    const name = `${one.round} ${one.leg}`;
    const leg = legs.get(name) ?? { waiting: [], running: 0 };
    legs.set(name, leg);
    const done = Promise.withResolvers<Insertion>();
    leg.waiting.push({ one, key: hexOf(one.signingKey), done });
    // Those that are read in the same turn go together.
    setImmediate(() => void write(name));
    return done.promise;
  };
}

/** The first that are not too much at once, at most one of a sender, or it could not be told which was kept. */
function takeBatch(waiting: readonly Waiting[]): [batch: Waiting[], rest: Waiting[]] {
  const batch = new Map<string, Waiting>();
  const rest: Waiting[] = [];
  let bytes = 0;
  for (const each of waiting) {
    const { length } = each.one.message;
    const isFull = batch.size >= mostMessages || (batch.size > 0 && bytes + length > mostBytes);
    if (isFull || batch.has(each.key)) {
      rest.push(each);
      continue;
    }
    batch.set(each.key, each);
    bytes += length;
  }
  return [[...batch.values()], rest];
}

/**
 * The leg is held open by the lock on its round while the messages go in. Whoever closes it waits for that lock, and whoever
 * waited for the one who closes it sees that it is closed.
 */
async function insert(
  database: Database,
  batch: readonly Waiting[],
): Promise<{ phase: string | undefined; kept: Set<string> }> {
  const [{ one: first }] = batch;
  const values: unknown[] = [bytesOf(first.round), kindNumber(keptKind[first.leg]), first.leg];
  // In one order everywhere, so that replicas that are sent the same messages at once cannot wait for each other.
  const rows = batch
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ one: { signingKey, message } }) => {
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
