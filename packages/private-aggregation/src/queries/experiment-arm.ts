import { fromHex, utf8 } from '../secure-aggregation/bytes.ts';

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
export async function armOf(
  secret: Uint8Array<ArrayBuffer>,
  experiment: string,
  share: number,
): Promise<Arm> {
  if (secret.length !== 32) throw new RangeError('a secret has 32 bytes');
  if (!(share >= 0 && share <= 1)) throw new RangeError('a share is from 0 to 1');
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const message = new Uint8Array([...utf8('parlour/experiment/1/'), ...fromHex(experiment)]);
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, message));
  const drawn = (mac.getUint16(0) * 2 ** 32 + mac.getUint32(2)) / 2 ** 48;
  return drawn < share ? 'candidate' : 'current';
}
