import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Kind } from '@parlour/private-aggregation';
import type { CrowdOrder, CrowdOutcome, CrowdSays } from './crowd-messages.ts';

/** Simulated devices in a process of their own. */
export interface Crowd {
  /** Their tokens and reports are made, and they wait for a round. */
  readonly ready: Promise<void>;
  readonly over: Promise<CrowdOutcome>;
  /** The patient ones send what they held back. */
  letGo(kind: Kind): void;
  end(): void;
}

export function startCrowd(order: CrowdOrder): Crowd {
  const child = fork(fileURLToPath(new URL('crowd-process.ts', import.meta.url)), { execArgv: [] });
  const ready = Promise.withResolvers<void>();
  const over = Promise.withResolvers<CrowdOutcome>();
  child.on('message', (said: CrowdSays) => {
    if (said.what === 'ready') ready.resolve();
    else over.resolve(said);
  });
  once(child, 'exit').then(
    ([code]) => {
      const error = new Error(`the simulated devices ended with ${code}`);
      ready.reject(error);
      over.reject(error);
    },
    () => undefined,
  );
  // Whoever awaits them hears of it.
  ready.promise.catch(() => undefined);
  over.promise.catch(() => undefined);
  child.send(order);
  return {
    ready: ready.promise,
    over: over.promise,
    letGo: (kind) => child.send({ letGo: kind }),
    end: () => child.kill(),
  };
}
