import * as v from 'valibot';
import { type Bytes, toHex } from '../bytes.ts';
import { exactly } from '../plain-bytes.ts';
import { type Random, SIZES, type SyncSuite } from '../suite/sync-suite.ts';

/** The Ed25519 public key of a device, in hex. A device that is paired again has another one: nobody comes back. */
export type DeviceId = string;

/** What the others know of a device. */
export const DeviceCard = v.strictObject({
  signing: exactly(SIZES.signingPublic),
  /** X-Wing. */
  kem: exactly(SIZES.kemPublic),
});
export type DeviceCard = v.InferOutput<typeof DeviceCard>;

/** The two seeds that a device keeps in its vault and gives to nobody, with what follows from them. */
export interface DeviceKeys {
  readonly id: DeviceId;
  readonly card: DeviceCard;
  readonly signingSeed: Bytes;
  readonly kemSeed: Bytes;
}

export const newDeviceKeys = (suite: SyncSuite, random: Random): DeviceKeys =>
  deviceKeysOf(suite, random(SIZES.seed), random(SIZES.seed));

export function deviceKeysOf(suite: SyncSuite, signingSeed: Bytes, kemSeed: Bytes): DeviceKeys {
  const card = { signing: suite.signingPublic(signingSeed), kem: suite.kemPublic(kemSeed) };
  return { id: toHex(card.signing), card, signingSeed, kemSeed };
}

export const idOf = ({ signing }: DeviceCard): DeviceId => toHex(signing);
