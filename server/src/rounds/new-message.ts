import { type Bytes, refusal, signatureOf } from '@parlour/private-aggregation';
import type { Outcome } from './in-batches.ts';
import type { Leg } from './leg-times.ts';

/** A checked message that is to be kept. */
export interface NewMessage {
  readonly round: string;
  readonly leg: Leg;
  readonly tokenEpoch: string;
  readonly cohortSize: number;
  readonly signingKey: Bytes;
  readonly message: Bytes;
}

/** `kept`: by this call, and by no other that is or was. */
export type Kept = 'kept' | 'repeated' | 'moved';

/** Whether a message is the one whose signature was kept for its sender: `aggregation/second-answer` if not. */
export const isSameMessage = (signature: Uint8Array, message: Bytes): Outcome<Kept> =>
  Buffer.compare(signature, signatureOf(message)) === 0
    ? { value: 'repeated' }
    : { refused: refusal('second-answer') };
