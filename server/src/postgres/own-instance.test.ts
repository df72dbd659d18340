import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DatabaseAddress } from '../database/connect.ts';
import { openOwnInstance, type OwnInstanceOptions } from './own-instance.ts';
import { findPostmaster } from './postmaster.ts';
import { type InstanceFolder, instanceFolder } from './testing/instance-folder.ts';

const search = { path: process.env.PATH, only: process.env.PARLOUR_POSTGRES };
const holder = fileURLToPath(new URL('./testing/hold-until-killed.ts', import.meta.url));

let place: InstanceFolder;
const open = (more: Partial<OwnInstanceOptions> = {}) =>
  openOwnInstance({ folder: place.folder, search, ...more });
const postmaster = () => findPostmaster(join(place.folder, 'data'));

async function ask<Row>(address: DatabaseAddress, text: string): Promise<Row[]> {
  const client = new Client(address);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Asks until it is answered. */
const askUntilAnswered = <Row>(address: DatabaseAddress, text: string) =>
  vi.waitFor(() => ask<Row>(address, text), { timeout: 50_000, interval: 20 });

beforeAll(async () => {
  place = await instanceFolder();
});
afterAll(() => place.remove());

describe('an instance of our own', () => {
  it('is made, keeps what it is given, and ends with the last who uses it', async () => {
    const first = await open();
    await ask(first.address, 'create table made as select 1 as one');
    const second = await open();
    const running = await postmaster();
    await first.leave();
    expect(await postmaster()).toEqual(running);
    await second.leave();
    expect(await postmaster()).toBeUndefined();
    const again = await open();
    expect(await ask(again.address, 'select one from made')).toEqual([{ one: 1 }]);
    await again.leave();
  });

  it('ends when all leave at once', async () => {
    const all = await Promise.all([open(), open(), open()]);
    const pids = await Promise.all(
      all.map(({ address }) => ask(address, 'select pg_postmaster_start_time()::text')),
    );
    expect(new Set(pids.map((rows) => JSON.stringify(rows))).size).toBe(1);
    await Promise.all(all.map((one) => one.leave()));
    expect(await postmaster()).toBeUndefined();
  });

  it('is closed to everybody else', async () => {
    const own = await open();
    expect((await stat(join(place.folder, 'socket'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(place.folder, 'data'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(place.folder, 'data', 'parlour-password'))).mode & 0o777).toBe(0o600);
    await expect(ask({ ...own.address, password: 'guess' }, 'select')).rejects.toMatchObject({
      code: '28P01',
    });
    expect(await ask(own.address, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    await own.leave();
  });

  it('refuses a second that wants it alone, plainly', async () => {
    const own = await open({ alone: true });
    await expect(open({ alone: true })).rejects.toMatchObject({ code: 'postgres/in-use' });
    expect(await ask(own.address, 'select 1 as one')).toEqual([{ one: 1 }]);
    await own.leave();
  });

  it('lives on when its process is killed, and the next takes it over', async () => {
    const child = spawn(process.execPath, [holder, place.folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const orphan = await postmaster();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const own = await open({ alone: true });
    expect(await postmaster()).toEqual(orphan);
    await own.leave();
    expect(await postmaster()).toBeUndefined();
  });

  it('is started again when it is killed, with all that was committed', async () => {
    const own = await open();
    await ask(own.address, 'create table kept as select generate_series(1, 1000) as number');
    const before = await postmaster();
    process.kill(before?.pid ?? 0, 'SIGKILL');
    const count = 'select count(*)::int from kept where (select pg_postmaster_start_time()) is not null';
    expect(await askUntilAnswered(own.address, count)).toEqual([{ count: 1000 }]);
    await vi.waitFor(async () => expect((await postmaster())?.pid).not.toBe(before?.pid), 50_000);
    await own.leave();
    expect(await postmaster()).toBeUndefined();
  });

  it('is not kept from starting by lock files whose number is now another program', async () => {
    await (await open()).leave();
    const lines = [process.pid, join(place.folder, 'data'), 1, 5432, join(place.folder, 'socket'), '', ''];
    const text = `${lines.join('\n')}\n`;
    await writeFile(join(place.folder, 'data', 'postmaster.pid'), text);
    await writeFile(join(place.folder, 'socket', '.s.PGSQL.5432.lock'), text);
    const own = await open();
    expect(await ask(own.address, 'select 1 as one')).toEqual([{ one: 1 }]);
    await own.leave();
  });

  it('does not mind what a start that was killed half-way left', async () => {
    await mkdir(join(place.folder, 'new-abcdef', 'data'), { recursive: true, mode: 0o711 });
    const own = await open();
    expect(await ask(own.address, 'select 1 as one')).toEqual([{ one: 1 }]);
    await own.leave();
  });

  it('says why it does not start, and soon', async () => {
    await expect(open({ settings: { shared_buffers: 'plenty' } })).rejects.toMatchObject({
      code: 'postgres/not-started',
      message: expect.stringContaining('shared_buffers'),
    });
  });

  it('listens on the loopback, below the ephemeral ports, where the path is too long for a socket', async () => {
    await place.remove();
    place = await instanceFolder(100);
    const own = await open();
    expect(own.address.host).toBe('127.0.0.1');
    expect(own.address.port).toBeLessThan(32_768);
    expect(await ask(own.address, 'select 1 as one')).toEqual([{ one: 1 }]);
    await expect(ask({ ...own.address, password: 'guess' }, 'select')).rejects.toMatchObject({
      code: '28P01',
    });
    await own.leave();
  });
});
