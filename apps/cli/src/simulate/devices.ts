import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Kind } from '@parlour/private-aggregation';
import type { DevicesHear, DevicesOrder, DevicesOutcome, DevicesSay } from './device-messages.ts';
import type { RequestTime } from './request-times.ts';

/** Devices in a thread of their own: made, with their tokens, and not yet in a round. */
export interface Devices {
  readonly tokens: readonly RequestTime[];
  /**
   * They wait for a round and take part in it, to the end of each.
   * @param onStaged told when all have a message of a kind ready, in a staged round.
   */
  takePart(onStaged: (kind: Kind) => void): Promise<DevicesOutcome>;
  go(kind: Kind): void;
  end(): Promise<void>;
}

/** @returns rejects with whatever ended the thread. */
export async function makeDevices(order: DevicesOrder): Promise<Devices> {
  const worker = new Worker(new URL('devices-thread.ts', import.meta.url), { workerData: order });
  const failed = once(worker, 'error').then(([error]) => Promise.reject(error as Error));
  failed.catch(() => undefined);
  const said = async <What extends DevicesSay['what']>(what: What) =>
    new Promise<Extract<DevicesSay, { what: What }>>((resolve) => {
      const hear = (message: DevicesSay) => {
        if (message.what !== what) return;
        worker.off('message', hear);
        resolve(message as Extract<DevicesSay, { what: What }>);
      };
      worker.on('message', hear);
    });
  const tell = (message: DevicesHear) => worker.postMessage(message);
  const { tokens } = await Promise.race([said('ready'), failed]);
  return {
    tokens,
    go: (kind) => tell({ what: 'go', kind }),
    async takePart(onStaged) {
      const over = said('over');
      worker.on('message', (message: DevicesSay) => {
        if (message.what === 'staged') onStaged(message.kind);
      });
      tell({ what: 'begin' });
      return (await Promise.race([over, failed])).outcome;
    },
    end: async () => void (await worker.terminate()),
  };
}
