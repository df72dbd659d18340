import { open, readFile } from 'node:fs/promises';

/** Bytes of a read, and of what the next one has in common with it: longer than anything that is looked for. */
const chunk = 2 ** 24;
const overlap = 2 ** 10;

export interface MemoryFinds {
  /** Bytes that were looked through. */
  readonly read: number;
  readonly found: ReadonlySet<string>;
}

/**
 * Looks for byte strings in all that a process has in memory and may be read (Linux: `/proc/PID/mem`, region by region), its heap, its
 * buffers and its libraries' data; what is only mapped from files of the system is left out.
 * @param wanted by name.
 */
export async function findInMemory(pid: number, wanted: ReadonlyMap<string, Buffer>): Promise<MemoryFinds> {
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8');
  const memory = await open(`/proc/${pid}/mem`, 'r');
  const found = new Set<string>();
  const buffer = Buffer.alloc(chunk + overlap);
  let read = 0;
  try {
    for (const line of maps.split('\n')) {
      const [, from, to, rights = '', path = ''] =
        /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+\s*(.*)$/.exec(line) ?? [];
      if (from === undefined || to === undefined || !rights.startsWith('rw') || path.startsWith('[v'))
        continue;
      const end = BigInt(`0x${to}`);
      for (let at = BigInt(`0x${from}`); at < end; at += BigInt(chunk)) {
        const length = Number(end - at < BigInt(buffer.length) ? end - at : BigInt(buffer.length));
        const { bytesRead } = await memory
          .read(buffer, 0, length, at as unknown as number)
          .catch(() => ({ bytesRead: 0 }));
        read += Math.min(bytesRead, chunk);
        const part = buffer.subarray(0, bytesRead);
        for (const [name, bytes] of wanted) if (part.includes(bytes)) found.add(name);
      }
    }
  } finally {
    await memory.close();
  }
  return { read, found };
}
