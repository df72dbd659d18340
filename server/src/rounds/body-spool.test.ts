import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodySpool, type SpoolLimits } from './body-spool.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'parlour-spool-'))));
afterAll(() => rm(folder, { recursive: true }));

const patient = new AbortController().signal;
const spoolOf = (limits: Partial<SpoolLimits> = {}) => bodySpool({ folder, ...limits });
/** Long enough for anything that waits for nobody to be done. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('long bodies on their way', () => {
  it('come whole, however they are cut and whoever comes with them, and leave nothing behind', async () => {
    const bodies = fc.array(fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 8 }), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(bodies, fc.integer({ min: 1, max: 4_000 }), async (all, memoryBytes) => {
        const spool = spoolOf({ memoryBytes, turnBytes: 2 ** 17, diskBytes: 100_000 });
        const streams = all.map(() => new PassThrough());
        const read = streams.map(async (stream) => {
          const { message, leave } = await spool.read(stream, 10_000, patient);
          leave();
          return Buffer.from(message);
        });
        for (let i = 0; i < 8; i += 1) {
          for (const [of, stream] of streams.entries()) if (all[of][i]) stream.write(all[of][i].slice());
          await Promise.resolve();
        }
        for (const stream of streams) stream.end();
        expect(await Promise.all(read)).toEqual(all.map((chunks) => Buffer.concat(chunks)));
        expect(await readdir(folder)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('of which many stop before their end hold nobody up', async () => {
    const spool = spoolOf({ memoryBytes: 1_000, turnBytes: 2 ** 16 });
    const stopped = Array.from({ length: 100 }, () => new PassThrough());
    const theirs = stopped.map((stream) => spool.read(stream, 2_000, patient));
    for (const stream of stopped) stream.write(new Uint8Array(999));
    const other = new PassThrough();
    other.end(new Uint8Array(1_000).fill(7));
    const { message, leave } = await spool.read(other, 2_000, patient);
    expect(message).toEqual(new Uint8Array(1_000).fill(7));
    leave();
    for (const stream of stopped) stream.end(new Uint8Array(1));
    // Not one after the other: whoever is whole first has the memory first.
    const lengths = theirs.map(async (one) => {
      const read = await one;
      read.leave();
      return read.message.length;
    });
    expect(await Promise.all(lengths)).toEqual(stopped.map(() => 1_000));
  });

  it('are in memory only so many at once', async () => {
    const spool = spoolOf({ memoryBytes: 2_000 });
    const inside: (() => void)[] = [];
    const all = Array.from({ length: 5 }, async () => {
      const stream = new PassThrough();
      stream.end(new Uint8Array(1_000));
      inside.push((await spool.read(stream, 1_000, patient)).leave);
    });
    for (let left = 5; left > 0; left -= 2) {
      await expect.poll(() => inside.length).toBe(Math.min(2, left));
      await settle();
      expect(inside.length).toBe(Math.min(2, left));
      for (const leave of inside.splice(0)) leave();
    }
    await Promise.all(all);
  });

  it('that are more than the disk is given are refused, and there is room again when they are gone', async () => {
    const spool = spoolOf({ diskBytes: 1_500 });
    const first = new PassThrough();
    const slow = spool.read(first, 1_000, patient);
    first.write(new Uint8Array(900));
    await expect.poll(() => first.readableLength).toBe(0);
    const second = () => {
      const stream = new PassThrough();
      stream.end(new Uint8Array(1_000));
      return spool.read(stream, 1_000, patient);
    };
    await expect(second()).rejects.toMatchObject({ code: 'http/no-room' });
    first.end();
    (await slow).leave();
    (await second()).leave();
  });

  it('too long, too late or cut off are refused, and their rest is thrown away', async () => {
    const spool = spoolOf({ diskBytes: 1_000 });
    const long = new PassThrough();
    const tooLong = spool.read(long, 500, patient);
    long.write(new Uint8Array(501));
    await expect(tooLong).rejects.toMatchObject({ code: 'http/too-large' });
    expect(long.listenerCount('readable')).toBe(0);

    const late = new AbortController();
    const slow = new PassThrough();
    const tooLate = spool.read(slow, 500, late.signal);
    slow.write(new Uint8Array(400));
    late.abort(new Error('late'));
    await expect(tooLate).rejects.toThrow('late');

    const cut = new PassThrough();
    const cutOff = spool.read(cut, 500, patient);
    cut.write(new Uint8Array(400));
    cut.destroy();
    await expect(cutOff).rejects.toThrow(/\S/);

    const whole = new PassThrough();
    whole.end(new Uint8Array(1_000));
    (await spool.read(whole, 1_000, patient)).leave();
    expect(await readdir(folder)).toEqual([]);
  });

  it('find no room where there is no disk for them', async () => {
    const spool = spoolOf({ folder: join(folder, 'nowhere') });
    const stream = new PassThrough();
    stream.end(new Uint8Array(10));
    await expect(spool.read(stream, 10, patient)).rejects.toMatchObject({ code: 'http/no-room' });
  });
});
