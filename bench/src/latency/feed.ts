import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Machine, machine } from '../machine.ts';
import { feedBenchCluster, type FeedServerSays, type FeedServerWord } from './feed-bench-words.ts';
import { requestLoad } from './request-load.ts';

export interface FeedBench {
  readonly bench: 'feed';
  readonly machine: Machine;
  readonly items: number;
  readonly clusters: number;
  /** Feeds of 20 titles a second over HTTP from one process, asked for by another on the same machine. */
  readonly uncached: FeedRate;
  readonly cached: FeedRate;
}

export interface FeedRate {
  /** Answers a second. */
  readonly perSecond: number;
  /** Answers a second of the server's own processor time: what they would be if nothing else were running. */
  readonly perProcessorSecond: number;
}

const clusters = 16;
const load = { connections: 16, ahead: 8 };

/** `GET /v1/clusters/:id/feed` of the real server: each with other exclusions, then a few again and again. */
export async function benchFeed({
  items,
  requests,
  port,
}: {
  readonly items: number;
  readonly requests: number;
  readonly port: number;
}): Promise<FeedBench> {
  const server = fork(fileURLToPath(new URL('./feed-server.ts', import.meta.url)));
  try {
    const ask = async (word: FeedServerWord): Promise<number> => {
      server.send(word);
      const [{ cpu }] = (await once(server, 'message')) as [FeedServerSays];
      return cpu;
    };
    await ask({ what: 'serve', items, clusters, port });
    const rate = async (pathOf: (request: number) => string, count: number): Promise<FeedRate> => {
      const before = await ask({ what: 'cpu' });
      const perSecond = await requestLoad(port, pathOf, { ...load, requests: count });
      const used = (await ask({ what: 'cpu' })) - before;
      return { perSecond, perProcessorSecond: Math.round(count / used) };
    };
    const path = (request: number, name: string) =>
      `/v1/clusters/${feedBenchCluster(request % clusters)}/feed?count=20&exclude=${name}`;
    // Every cluster's titles are ranked once a day, and the code is warm.
    await requestLoad(port, (request) => path(request, `warm-${request}`), { ...load, requests: 2_000 });
    const uncached = await rate((request) => path(request, `item-${request}`), requests);
    const few = (request: number) => path(request, `few-${request % 5}`);
    await requestLoad(port, few, { ...load, requests: 2_000 });
    const cached = await rate(few, 4 * requests);
    return { bench: 'feed', machine: machine(), items, clusters, uncached, cached };
  } finally {
    server.disconnect();
    await once(server, 'exit');
  }
}
