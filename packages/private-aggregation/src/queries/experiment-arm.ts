import { type Bytes, fromHex, utf8 } from '../secure-aggregation/bytes.ts';
import type { CryptoSuite } from '../secure-aggregation/suite/crypto-suite.ts';

type Hash = Pick<CryptoSuite, 'sha256'>;

export type Arm = 'current' | 'candidate';

/** Fixed order of arms in a report. */
export const arms = ['current', 'candidate'] as const satisfies readonly Arm[];

/**
 * Which model a person's devices use while a candidate is tried: HMAC-SHA-256 of the experiment under a secret that only the person's own
 * devices share, its first 48 bits as a number in [0, 1) against the share of people who try it. So all devices of a person use the same, the
 * same for as long as the experiment lasts, another in every experiment, and nobody else can tell which: every device downloads both models, and
 * a report has a slot for each.
 * @param secret 32 bytes, random. @param experiment hex digits that name it. @param share in [0, 1] of people who try the candidate.
 */
export async function armOf(suite: Hash, secret: Bytes, experiment: string, share: number): Promise<Arm> {
  if (secret.length !== 32) throw new RangeError('a secret has 32 bytes');
  if (!(share >= 0 && share <= 1)) throw new RangeError('a share is from 0 to 1');
  const message = [utf8('parlour/experiment/1/'), fromHex(experiment)];
  const mac = new DataView((await hmac(suite, secret, message)).buffer);
  const drawn = (mac.getUint16(0) * 2 ** 32 + mac.getUint32(2)) / 2 ** 48;
  return drawn < share ? 'candidate' : 'current';
}

const BLOCK_BYTES = 64;

/** HMAC-SHA-256 (RFC 2104) under a key that is no longer than a block. */
async function hmac({ sha256 }: Hash, key: Bytes, message: readonly Bytes[]): Promise<Bytes> {
  const padded = (pad: number) => Uint8Array.from({ length: BLOCK_BYTES }, (_, i) => (key[i] ?? 0) ^ pad);
  return Uint8Array.from(await sha256(padded(0x5c), await sha256(padded(0x36), ...message)));
}
