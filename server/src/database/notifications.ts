import { sql } from 'drizzle-orm';
import type { DatabaseAddress, Queries } from './connect.ts';
import { steadyClient } from './steady-client.ts';

/** What can be told to all processes: that something of this name has changed. Never more than its id. */
export const notificationTopics = ['round', 'bundle', 'epoch', 'room', 'pairing'] as const;
export type NotificationTopic = (typeof notificationTopics)[number];

/** Called with the id of what changed; with none after a gap, when anything may have. Must not throw. */
export type NotificationListener = (id: string | undefined) => void;

/** What this process hears of the others (and of itself), over one connection. */
export interface Notifications {
  /** Calls `listener` until the function that it gives is called. */
  on(topic: NotificationTopic, listener: NotificationListener): () => void;
  close(): Promise<void>;
}

const channel = 'parlour';
/** `topic id`: ids are hex or such names as `2026-w47`. */
const form = /^([a-z]+) ([0-9a-z-]{1,64})$/;

/**
 * Tells all processes, once the transaction commits.
 *
 * @param id 1 to 64 characters of `0-9 a-z -`.
 */
export async function notify(queries: Queries, topic: NotificationTopic, id: string): Promise<void> {
  const payload = `${topic} ${id}`;
  if (!form.test(payload)) throw new RangeError('A notification carries an id and nothing else.');
  await queries.execute(sql`select pg_notify(${channel}, ${payload})`);
}

/** What a payload says, or undefined where it is none of ours (a newer replica may know more topics). */
export function parseNotification(payload: string): { topic: NotificationTopic; id: string } | undefined {
  const [, name, id] = form.exec(payload) ?? [];
  const topic = notificationTopics.find((one) => one === name);
  return topic && id ? { topic, id } : undefined;
}

/**
 * Starts to listen. A connection that breaks is opened again, for ever; what was said meanwhile is lost, so each
 * listener is then called without an id and has to look for itself.
 */
export async function listen(address: DatabaseAddress): Promise<Notifications> {
  const listeners = new Map<NotificationTopic, Set<NotificationListener>>(
    notificationTopics.map((topic) => [topic, new Set()]),
  );
  const tell = (topic: NotificationTopic, id: string | undefined) => {
    for (const listener of listeners.get(topic) ?? []) listener(id);
  };
  const client = await steadyClient(address, async (one, isReturn) => {
    one.on('notification', ({ payload = '' }) => {
      const told = parseNotification(payload);
      if (told) tell(told.topic, told.id);
    });
    await one.query(`listen ${channel}`);
    if (isReturn) for (const topic of notificationTopics) tell(topic, undefined);
  });
  return {
    on(topic, listener) {
      listeners.get(topic)?.add(listener);
      return () => listeners.get(topic)?.delete(listener);
    },
    close: () => client.close(),
  };
}
