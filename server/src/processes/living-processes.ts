import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { LivingProcess } from '@parlour/wire/api';
import { asc, eq, sql } from 'drizzle-orm';
import type { Database, Queries } from '../database/connect.ts';
import { process as processTable } from '../database/schema/processes.ts';
import { version } from '../version.ts';

/** Milliseconds between two words of a process. */
const everyMs = 5_000;
/** Silent for so many seconds, it is not listed; for so many minutes, it is forgotten. */
const listedSeconds = 20;
const keptMinutes = 10;

/** Says every few seconds that this process lives as a server or a queue, until it is stopped. */
export function livingProcess(database: Database, kind: LivingProcess['kind']): { stop(): Promise<void> } {
  const id = randomUUID();
  const row = { id, kind, host: hostname(), pid: process.pid, version };
  const say = () =>
    database
      .insert(processTable)
      .values(row)
      .onConflictDoUpdate({ target: processTable.id, set: { seenAt: sql`now()` } })
      .then(
        () => undefined,
        // A database that is away is told of by everything else.
        () => undefined,
      );
  let saying: Promise<void> | undefined = say();
  const timer = setInterval(() => {
    saying = say();
  }, everyMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      await saying;
      await database
        .delete(processTable)
        .where(eq(processTable.id, id))
        .catch(() => undefined);
    },
  };
}

/** Who has said within the last seconds that it lives, the oldest first. A moment in the future was written before the clock was set back. */
export async function livingProcesses(queries: Queries): Promise<LivingProcess[]> {
  const rows = await queries
    .select()
    .from(processTable)
    .where(sql`${processTable.seenAt} between now() - make_interval(secs => ${listedSeconds}) and now()`)
    .orderBy(asc(processTable.startedAt));
  return rows.map(({ kind, host, pid, version: of, startedAt, seenAt }) => ({
    kind,
    host,
    pid,
    version: of,
    since: startedAt.getTime(),
    seenAt: seenAt.getTime(),
  }));
}

export async function forgetProcesses(database: Database): Promise<void> {
  await database
    .delete(processTable)
    .where(sql`${processTable.seenAt} < now() - make_interval(mins => ${keptMinutes})`);
}
