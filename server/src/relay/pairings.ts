import { type PairingSide, type PairingTurn, RELAY_LIMITS, relayError } from '@parlour/wire/relay';
import { sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { notify, type Notifications } from '../database/notifications.ts';
import { bytesOf } from '../rounds/ids.ts';

/** Where two devices that pair say what they have to say to each other. */
export interface Pairings {
  /** @throws ParlourError `relay/pairing-over`, `relay/said-already` */
  say(id: string, place: PairingWord, body: Uint8Array): Promise<void>;
  /**
   * What was said there, once it was said; undefined when `signal` ends the waiting.
   * @throws ParlourError `relay/pairing-over`
   */
  hear(id: string, place: PairingWord, signal: AbortSignal): Promise<Uint8Array | undefined>;
  close(): void;
}

export interface PairingWord {
  readonly side: PairingSide;
  readonly turn: PairingTurn;
}

const lifetime = sql.raw(`interval '${RELAY_LIMITS.pairingMs} milliseconds'`);
const numbersOf = ({ side, turn }: PairingWord) => [side === 'newcomer' ? 0 : 1, turn === 'first' ? 0 : 1];

export function pairings(database: Database, notifications: Pick<Notifications, 'on'>): Pairings {
  const waiting = new Map<string, Set<() => void>>();
  const stop = notifications.on('pairing', (id) => {
    for (const one of id === undefined ? waiting.keys() : [id])
      for (const wake of waiting.get(one) ?? []) wake();
  });
  return {
    async say(id, place, body) {
      const [side, turn] = numbersOf(place);
      await database.transaction(async (transaction) => {
        // The first word begins it; a rendezvous that is over is begun no more.
        const { rows } = await transaction.execute<{ open: boolean }>(sql`
          insert into parlour.relay_rendezvous as one (id) values (${bytesOf(id)})
          on conflict (id) do update set id = excluded.id
          returning one.begun_at > clock_timestamp() - ${lifetime} as open`);
        if (rows[0]?.open !== true) throw relayError('pairing-over');
        const said = await transaction.execute<{ same: boolean }>(sql`
          insert into parlour.relay_pairing_message as one (rendezvous_id, side, turn, body)
          values (${bytesOf(id)}, ${side}, ${turn}, ${body})
          on conflict (rendezvous_id, side, turn) do update set turn = excluded.turn
          returning one.body = ${body} as same`);
        if (said.rows[0]?.same !== true) throw relayError('said-already');
        await notify(transaction, 'pairing', id);
      });
    },
    async hear(id, place, signal) {
      for (;;) {
        const woken = wait(waiting, id, signal);
        try {
          const found = await look(database, id, place);
          if (found !== undefined || signal.aborted) return found;
          await woken.wake;
          if (signal.aborted) return undefined;
        } finally {
          woken.leave();
        }
      }
    },
    close: stop,
  };
}

async function look(database: Database, id: string, place: PairingWord): Promise<Uint8Array | undefined> {
  const [side, turn] = numbersOf(place);
  const { rows } = await database.execute<{ open: boolean; body: Uint8Array | null }>(sql`
    select begun_at > clock_timestamp() - ${lifetime} as open, message.body
    from parlour.relay_rendezvous as one left join parlour.relay_pairing_message as message
      on message.rendezvous_id = one.id and side = ${side} and turn = ${turn}
    where one.id = ${bytesOf(id)}`);
  // Nobody has said anything yet.
  if (rows[0] === undefined) return undefined;
  if (!rows[0].open) throw relayError('pairing-over');
  return rows[0].body ?? undefined;
}

function wait(waiting: Map<string, Set<() => void>>, id: string, signal: AbortSignal) {
  const waiters = waiting.get(id) ?? new Set();
  waiting.set(id, waiters);
  const { promise, resolve } = Promise.withResolvers<void>();
  const leave = () => {
    waiters.delete(leave);
    if (waiters.size === 0 && waiting.get(id) === waiters) waiting.delete(id);
    signal.removeEventListener('abort', leave);
    resolve();
  };
  waiters.add(leave);
  signal.addEventListener('abort', leave);
  if (signal.aborted) leave();
  return { wake: promise, leave };
}
