import { hostname } from 'node:os';
import { existsSync } from 'node:fs';
import type { LivingProcess } from '@parlour/wire/api';
import { expect, it } from 'vitest';
import { watchProcesses } from './watch-processes.ts';

const living = (kind: LivingProcess['kind'], pid: number, host = hostname()): LivingProcess => ({
  kind,
  pid,
  host,
  version: '0',
  since: 0,
  seenAt: 0,
});

it.runIf(existsSync('/proc/self/stat'))(
  'a process is seen once, with its roles, processor time and memory',
  async () => {
    const { pid, ppid } = process;
    const watched = await watchProcesses([
      living('server', pid),
      living('queue', pid),
      living('queue', ppid),
      living('server', pid, 'another machine'),
      living('queue', 2 ** 30),
    ]);
    const before = process.cpuUsage();
    while (process.cpuUsage(before).user < 300_000) Math.sqrt(Math.random());
    await watched.look();
    const [own, parent, ...others] = watched.uses();
    expect(others).toEqual([]);
    expect(own).toMatchObject({ roles: ['server', 'queue'], pid });
    expect(parent).toMatchObject({ roles: ['queue'], pid: ppid });
    expect(own.cpuSeconds).toBeGreaterThan(0.2);
    const rss = process.memoryUsage.rss() / 1e6;
    expect(own.mostRssMegabytes).toBeGreaterThan(rss / 2);
    expect(own.mostRssMegabytes).toBeLessThan(rss * 2);
    const together = watched.mostRssMegabytesTogether();
    expect(together).toBeGreaterThan(own.mostRssMegabytes);
  },
);
