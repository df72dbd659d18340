import * as v from 'valibot';
import { RELAY_LIMITS } from './relay-limits.ts';

/** Who says something at a rendezvous: the new device speaks first, and each of the two twice. */
export const PairingSide = v.picklist(['newcomer', 'host']);
export type PairingSide = v.InferOutput<typeof PairingSide>;

/** Which of a side's messages. */
export const PairingTurn = v.picklist(['first', 'second']);
export type PairingTurn = v.InferOutput<typeof PairingTurn>;

/** As `packages/sync/src/pairing` seals it, in hex. */
export const PairingMessage = v.strictObject({
  bytes: v.pipe(v.string(), v.regex(/^([0-9a-f]{2})+$/), v.maxLength(2 * RELAY_LIMITS.pairingBytes)),
});
export type PairingMessage = v.InferOutput<typeof PairingMessage>;
