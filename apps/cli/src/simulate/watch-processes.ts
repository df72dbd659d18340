import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { LivingProcess } from '@parlour/wire/api';

/** What a process of the server used while it was watched. */
export interface ProcessUse {
  /** `server`, `queue`, or both in one. */
  readonly roles: readonly LivingProcess['kind'][];
  readonly pid: number;
  /** Of all its threads. */
  readonly cpuSeconds: number;
  /** Resident memory at most, of the looks taken. */
  readonly mostRssMegabytes: number;
}

export interface WatchedProcesses {
  look(): Promise<void>;
  uses(): readonly ProcessUse[];
  /** Of all at one time, at most. */
  mostRssMegabytesTogether(): number;
}

interface Sample {
  readonly cpuSeconds: number;
  readonly rssBytes: number;
}

/**
 * Watches processes of this machine from outside, so that those that answer no requests are measured as well. Those of other
 * machines, and all where the system has no `/proc`, are left out.
 */
export async function watchProcesses(living: readonly LivingProcess[]): Promise<WatchedProcesses> {
  const here = Map.groupBy(
    living.filter(({ host }) => host === hostname()),
    ({ pid }) => pid,
  );
  const first = new Map<number, Sample>();
  for (const pid of here.keys()) {
    const found = await sample(pid);
    if (found) first.set(pid, found);
  }
  const last = new Map(first);
  const most = new Map(Array.from(first, ([pid, { rssBytes }]) => [pid, rssBytes]));
  let mostTogether = 0;
  return {
    async look() {
      let together = 0;
      for (const pid of first.keys()) {
        const found = await sample(pid);
        if (!found) continue;
        last.set(pid, found);
        most.set(pid, Math.max(most.get(pid) ?? 0, found.rssBytes));
        together += found.rssBytes;
      }
      mostTogether = Math.max(mostTogether, together);
    },
    uses: () =>
      Array.from(first, ([pid, { cpuSeconds }]) => ({
        roles: (here.get(pid) ?? []).map(({ kind }) => kind),
        pid,
        cpuSeconds: Math.round(100 * ((last.get(pid)?.cpuSeconds ?? cpuSeconds) - cpuSeconds)) / 100,
        mostRssMegabytes: megabytes(most.get(pid) ?? 0),
      })),
    mostRssMegabytesTogether: () => megabytes(mostTogether),
  };
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e6);

/** Ticks of processor time a second: the same on every Linux, whatever the kernel's own clock. */
const ticksASecond = 100;

/** proc(5): fields 14 and 15 of `stat`, `VmRSS` of `status`. Undefined for a process that is not there. */
async function sample(pid: number): Promise<Sample | undefined> {
  try {
    const [stat, status] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/status`, 'utf8'),
    ]);
    // The name, in brackets, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
    return {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksASecond,
      rssBytes: 1024 * Number(kilobytes),
    };
  } catch {
    return undefined;
  }
}
