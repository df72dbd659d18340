import { demand } from '../../refusal.ts';
import type { ByteReader } from '../byte-reader.ts';
import { readUnmasking } from '../messages/unmasking.ts';
import { listAt } from './list-at.ts';
import type { Unmasking } from './server-state.ts';

/**
 * Takes in the shares that a device opened: exactly one for everybody who drew it, at the x-coordinate it was given.
 * @throws ParlourError `aggregation/unknown-sender` for a device that confirmed nothing, `-malformed-message`.
 */
export function receiveUnmasking(
  { sealedFor, confirmations, opened }: Unmasking,
  sender: number,
  body: ByteReader,
): void {
  demand(confirmations.has(sender), 'unknown-sender', 'confirmed nothing');
  const shares = readUnmasking(body);
  const held = listAt(sealedFor, sender);
  const right =
    shares.length === held.length &&
    shares.every(({ owner, x }, i) => owner === held[i].sender && x === held[i].x);
  demand(right, 'malformed-message', 'shares');
  for (const { owner, x, share } of shares) {
    opened.add(owner, { x, y: share });
  }
}
