import { KINDS, type Kind } from '@parlour/private-aggregation';
import type { DevicesOutcome } from './device-messages.ts';
import type { Devices } from './devices.ts';

/** All threads take part; in a staged round a message of a kind is sent once all threads that go on have theirs ready. */
export function takePartTogether(threads: readonly Devices[]): Promise<DevicesOutcome[]> {
  const staged = new Map<Devices, Kind>();
  const going = new Set(threads);
  const look = () => {
    if (going.size === 0 || ![...going].every((thread) => staged.has(thread))) return;
    const [first] = [...going]
      .flatMap((thread) => staged.get(thread) ?? [])
      .sort((a, b) => KINDS[a] - KINDS[b]);
    for (const thread of going) {
      if (staged.get(thread) === first) staged.delete(thread);
      thread.go(first);
    }
  };
  return Promise.all(
    threads.map(async (thread) => {
      const outcome = await thread.takePart((kind) => {
        staged.set(thread, kind);
        look();
      });
      going.delete(thread);
      look();
      return outcome;
    }),
  );
}
