import { createHmac, hkdfSync } from 'node:crypto';
import type { ProviderSettings } from './provider.ts';

/**
 * All that is kept of somebody at a provider: HMAC-SHA256 of issuer and subject under a key derived (HKDF, RFC 5869) from the
 * client's secret, which lies in no database. So a copy of the database alone tells nobody who it was, not even by trying all
 * subjects; who has the secret too can try. Purposes cannot be laid side by side.
 */
export function subjectHash(
  { issuer, clientSecret }: Pick<ProviderSettings, 'issuer' | 'clientSecret'>,
  purpose: 'console' | 'admission',
  subject: string,
): Uint8Array<ArrayBuffer> {
  const key = hkdfSync('sha256', clientSecret, issuer, `parlour subject ${purpose}`, 32);
  return new Uint8Array(createHmac('sha256', new Uint8Array(key)).update(subject).digest());
}
