import { RELAY_LIMITS } from '@parlour/wire/relay';
import { sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';

/** Days after which a room, or a mailbox, that nobody has used is forgotten. Devices that come back publish a room anew. */
const unusedDays = { room: 400, mailbox: 1_200 } as const;

/** Forgets what was said in pairings that are over, and what nobody has used for long. */
export async function forgetUnused(queries: Queries): Promise<void> {
  const pairing = sql.raw(`interval '${RELAY_LIMITS.pairingMs} milliseconds'`);
  await queries.execute(sql`
    delete from parlour.relay_pairing_message where rendezvous_id in
      (select id from parlour.relay_rendezvous where begun_at not between now() - ${pairing} and now() + ${pairing})`);
  await queries.execute(sql`
    delete from parlour.relay_rendezvous where begun_at not between now() - interval '1 hour' and now() + interval '1 hour'`);
  await queries.execute(
    sql`delete from parlour.relay_room where used_on < current_date - ${unusedDays.room}::int`,
  );
  await queries.execute(
    sql`delete from parlour.relay_mailbox where used_on < current_date - ${unusedDays.mailbox}::int`,
  );
}
