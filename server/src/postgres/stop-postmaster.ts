import { setTimeout as pause } from 'node:timers/promises';
import { findPostmaster } from './postmaster.ts';

/** Milliseconds for an orderly end; after them PostgreSQL ends at once and replays its journal at the next start. */
const patience = 10_000;

/**
 * Stops the server of a data folder, if one runs: its "fast" way (what is open is rolled back, all is written), then
 * its "immediate" one. Resolves once it is gone.
 */
export async function stopPostmaster(data: string, first: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
  const running = await findPostmaster(data);
  if (!running) return;
  process.kill(running.pid, first);
  const deadline = performance.now() + patience;
  let isHurried = false;
  while ((await findPostmaster(data))?.pid === running.pid) {
    if (!isHurried && performance.now() > deadline) {
      process.kill(running.pid, 'SIGQUIT');
      isHurried = true;
    }
    await pause(20);
  }
}
