import { type Kind, readHeader } from '@parlour/private-aggregation';
import type { RoundChannel } from '@parlour/private-aggregation/transport';
import { clock, type RequestTime } from './request-times.ts';

/** Thrown in place of the message that a device was to leave before. */
export class Left extends Error {}

/**
 * A channel whose messages are timed, and that breaks for good before a message of one kind.
 * @param ready is awaited before each is sent.
 * @param onSent told of every message that was acknowledged.
 */
export function watchedChannel(
  channel: RoundChannel,
  leavesBefore: Kind | undefined,
  ready: (kind: Kind) => Promise<void>,
  onSent: (time: RequestTime & { readonly kind: Kind }) => void,
): RoundChannel {
  return {
    async post(message) {
      const { kind } = readHeader(message);
      if (kind === leavesBefore) throw new Left();
      await ready(kind);
      const from = clock();
      const answer = await channel.post(message);
      onSent({ kind, from, to: clock() });
      return answer;
    },
    next: (kind) => channel.next(kind),
  };
}
