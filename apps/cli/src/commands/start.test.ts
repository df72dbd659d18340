import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { choosePostgres } from '@parlour/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const cli = fileURLToPath(new URL('../main.ts', import.meta.url));
let data: string;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'parlour-start-'));
  await chmod(data, 0o711);
});
afterAll(() => rm(data, { recursive: true, force: true }));

/** A `parlour start` of its own; `said` is all it said so far. */
function start(args: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [cli, 'start', '--data', data, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const running = { child, said: '', exit: once(child, 'exit') };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    running.said += text;
  });
  return running;
}

async function untilUp(running: ReturnType<typeof start>): Promise<void> {
  while (!running.said.includes('is up')) {
    const [first] = await Promise.race([running.exit, once(running.child.stderr, 'data')]);
    if (typeof first !== 'string') throw new Error(running.said);
  }
}

const openOwn = () =>
  choosePostgres(undefined, {
    folder: join(data, 'postgres'),
    search: { path: process.env.PATH, only: process.env.PARLOUR_POSTGRES },
  });

describe('parlour start --role queue', () => {
  it('runs on a database of its own, and drains on SIGTERM and SIGINT, repeated or not', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const running = start(['--role', 'queue']);
      await untilUp(running);
      running.child.kill(signal);
      running.child.kill(signal);
      expect(await running.exit).toEqual([0, null]);
    }
  });

  it('works on the server that DATABASE_URL names, and leaves it running', async () => {
    const postgres = await openOwn();
    const { host, port, user, database } = postgres.address;
    const password = typeof postgres.address.password === 'string' ? postgres.address.password : '';
    const url = `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(String(host))}&port=${port}`;
    const replicas = [1, 2].map(() => start(['--role', 'queue'], { DATABASE_URL: url }));
    await Promise.all(replicas.map(untilUp));
    for (const { child } of replicas) child.kill('SIGTERM');
    expect(await Promise.all(replicas.map(({ exit }) => exit))).toEqual([
      [0, null],
      [0, null],
    ]);
    await postgres.leave();
  });

  it('says plainly what it cannot do', async () => {
    const cook = start(['--role', 'cook']);
    expect(await cook.exit).toEqual([1, null]);
    expect(cook.said).toContain('"cook" is not a part of Parlour');
    const none = start(['--role', 'queue'], { PARLOUR_POSTGRES: data });
    expect(await none.exit).toEqual([1, null]);
    expect(none.said).toContain('which is not on this machine any more');
  });
});
