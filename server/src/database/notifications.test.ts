import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect, type Database } from './connect.ts';
import {
  listen,
  type Notifications,
  notificationTopics,
  notify,
  parseNotification,
} from './notifications.ts';
import { type FreshDatabase, freshDatabase } from './testing/fresh-database.ts';

let fresh: FreshDatabase;
let database: Database;
let notifications: Notifications;
const soon = { timeout: 20_000, interval: 10 };

beforeAll(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.address);
  notifications = await listen(fresh.address);
});

afterAll(async () => {
  await notifications.close();
  await database.$client.end();
  await fresh.drop();
});

describe('notifications', () => {
  it('reach those who listen to their topic, in order, and nobody after they stopped', async () => {
    const rounds: (string | undefined)[] = [];
    const bundles: (string | undefined)[] = [];
    const off = notifications.on('round', (id) => rounds.push(id));
    notifications.on('bundle', (id) => bundles.push(id));
    for (const id of ['0a', '0b', '0c']) await notify(database, 'round', id);
    await vi.waitFor(() => expect(rounds).toEqual(['0a', '0b', '0c']), soon);
    off();
    await notify(database, 'round', '0d');
    await notify(database, 'bundle', '0e');
    await vi.waitFor(() => expect(bundles).toEqual(['0e']), soon);
    expect(rounds).toHaveLength(3);
  });

  it('are sent when the transaction commits, and not at all when it does not', async () => {
    const heard: (string | undefined)[] = [];
    const off = notifications.on('epoch', (id) => heard.push(id));
    const undone = database.transaction(async (transaction) => {
      await notify(transaction, 'epoch', 'undone');
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await database.transaction((transaction) => notify(transaction, 'epoch', '2026-w47'));
    await vi.waitFor(() => expect(heard).toEqual(['2026-w47']), soon);
    off();
  });

  it('come again after the connection broke, and say that there was a gap', async () => {
    const heard: (string | undefined)[] = [];
    notifications.on('round', (id) => heard.push(id));
    await database.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'parlour steady' and datname = current_database()`,
    );
    await vi.waitFor(() => expect(heard).toEqual([undefined]), soon);
    await notify(database, 'round', 'ff');
    await vi.waitFor(() => expect(heard).toEqual([undefined, 'ff']), soon);
  });

  it('carry ids and nothing else', async () => {
    for (const id of ['', 'A', 'a b', 'a'.repeat(65), 'ä', '{"a":1}']) {
      await expect(notify(database, 'round', id)).rejects.toThrow(RangeError);
    }
  });

  it('of other versions are left alone', () => {
    const id = fc.stringMatching(/^[0-9a-f]{1,64}$/);
    fc.assert(
      fc.property(fc.constantFrom(...notificationTopics), id, (topic, one) => {
        expect(parseNotification(`${topic} ${one}`)).toEqual({ topic, id: one });
        expect(parseNotification(`newer ${one}`)).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^(round|bundle|epoch) [0-9a-z-]{1,64}$/.test(text));
        expect(parseNotification(text)).toBeUndefined();
      }),
    );
  });
});
