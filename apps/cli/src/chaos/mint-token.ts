import { constants, createPrivateKey, randomBytes, sign } from 'node:crypto';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { tokenMessage } from '@parlour/private-aggregation/tokens';
import type { Bytes } from '@parlour/private-aggregation';

/**
 * A token as an issuer could make it for itself, without blinding: the same bytes as one that was issued (RFC 9474, section
 * 4.4), in a hundredth of the time. How tokens are issued is tested where that is done.
 * @param privateKey PKCS #8 of the epoch. @param signingKey Ed25519, 32 bytes.
 */
export async function mintToken(privateKey: Uint8Array, epoch: string, signingKey: Bytes): Promise<Bytes> {
  const message = await tokenMessage(nodeSuite, epoch, signingKey);
  const prepared = Buffer.concat([randomBytes(32), message]);
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const signature = sign('sha384', prepared, { key, padding, saltLength: 48 });
  return Uint8Array.from(Buffer.concat([prepared.subarray(0, 32), signature]));
}
