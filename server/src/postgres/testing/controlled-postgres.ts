import { readFile } from 'node:fs/promises';
import type { DatabaseAddress } from '../../database/connect.ts';
import { ensureRunning } from '../ensure-running.ts';
import { openInstanceHome } from '../instance-home.ts';
import type { PostgresSettings } from '../launch.ts';
import { findPostmaster } from '../postmaster.ts';
import { stopPostmaster } from '../stop-postmaster.ts';

/** A PostgreSQL that a test starts, kills and freezes as it likes; nobody else starts it again. */
export interface ControlledPostgres {
  /** Has it run and answer, whatever state it is in. */
  start(): Promise<DatabaseAddress>;
  /** SIGKILL of the postmaster; its children end by themselves when they see it. */
  kill(): Promise<void>;
  /** SIGKILL of one process that serves a connection: PostgreSQL then ends all others and recovers by itself. */
  killOneOfIts(choose: (count: number) => number): Promise<void>;
  /** It answers nothing, and nothing tells that it does not. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  stop(): Promise<void>;
}

export interface ControlledOptions {
  /** Short enough for a socket in it. */
  readonly folder: string;
  /** Folder of binaries to use and no other. */
  readonly binaries?: string;
  readonly settings?: PostgresSettings;
}

export async function controlledPostgres({
  folder,
  binaries,
  settings = {},
}: ControlledOptions): Promise<ControlledPostgres> {
  const home = await openInstanceHome(folder);
  const only = binaries ?? process.env.PARLOUR_POSTGRES;
  const search = { path: process.env.PATH, ...(only && { only }) };
  const processes = async () => {
    const running = await findPostmaster(home.data);
    if (!running) return [];
    const { pid } = running;
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
    return [pid, ...children.trim().split(' ').filter(Boolean).map(Number)];
  };
  const signal = (pid: number | undefined, name: NodeJS.Signals) => {
    try {
      if (pid !== undefined) process.kill(pid, name);
    } catch {
      // It was just gone by itself.
    }
  };
  const toAll = async (name: NodeJS.Signals) => {
    for (const pid of await processes()) signal(pid, name);
  };
  return {
    start: () => ensureRunning(home, search, settings),
    async kill() {
      const [postmaster] = await processes();
      signal(postmaster, 'SIGKILL');
    },
    async killOneOfIts(choose) {
      const [, ...children] = await processes();
      signal(children[choose(children.length)], 'SIGKILL');
    },
    freeze: () => toAll('SIGSTOP'),
    thaw: () => toAll('SIGCONT'),
    async stop() {
      await toAll('SIGCONT');
      await stopPostmaster(home.data, 'SIGQUIT');
    },
  };
}
