import { type StartedProduct, startProduct } from '../running-product.ts';

/** What a relay has used and holds, by its own metrics. */
export interface RelayUse {
  readonly rssBytes: number;
  readonly cpuSeconds: number;
  readonly connections: number;
}

/** A relay alone, with the flags that the launcher and the container give it. */
export interface RunningRelay extends StartedProduct {
  readonly host: string;
  use(): Promise<RelayUse>;
}

export async function startRelay(port = 8139): Promise<RunningRelay> {
  const host = '127.0.0.1';
  const product = await startProduct({
    port,
    role: 'relay',
    host,
    flags: ['--max-semi-space-size=2', '--heap-growing-percent=25'],
  });
  return {
    ...product,
    host: `${host}:${port}`,
    async use() {
      const text = await (await fetch(`${product.url}/metrics`)).text();
      const value = (name: string) =>
        Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
      return {
        rssBytes: value('process_resident_memory_bytes'),
        cpuSeconds: value('process_cpu_seconds_total'),
        connections: value('parlour_relay_connections'),
      };
    },
  };
}
