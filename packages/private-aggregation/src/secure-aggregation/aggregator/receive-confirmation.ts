import { demand } from '../../refusal.ts';
import type { ByteReader } from '../byte-reader.ts';
import { type Bytes, equalBytes } from '../bytes.ts';
import { isMember } from '../member-set.ts';
import { writeConfirmation } from '../messages/confirmation.ts';
import type { Confirming } from './server-state.ts';

/**
 * Keeps a survivor's signature of the list of survivors.
 * @throws ParlourError `aggregation/unknown-sender`, `-malformed-message` for another list.
 */
export function receiveConfirmation(
  { sharers, survivors, confirmations }: Confirming,
  sender: number,
  body: ByteReader,
  signature: Bytes,
): void {
  demand(isMember(survivors, sender), 'unknown-sender', 'no survivor');
  demand(
    equalBytes(body.rest(), writeConfirmation({ sharers, survivors })),
    'malformed-message',
    'another list',
  );
  confirmations.set(sender, signature);
}
