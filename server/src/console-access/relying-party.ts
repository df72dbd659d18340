import { isIP } from 'node:net';
import { COSEALG } from '@simplewebauthn/server/helpers';
import { consoleError } from './console-error.ts';

/** Signatures that passkeys may make: EdDSA, ES256, RS256 (COSE). */
export const passkeyAlgorithms = [COSEALG.EdDSA, COSEALG.ES256, COSEALG.RS256] as const;

/** What a person's device calls this server. */
export const relyingParty = 'Parlour';

/**
 * The relying party's id (WebAuthn, section 5.1.2) of an origin: its host name, which passkeys are bound to.
 * @throws ParlourError `console/no-name` where it is an address.
 */
export function relyingPartyId(origin: string): string {
  const { hostname } = new URL(origin);
  if (isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0) throw consoleError('no-name');
  return hostname;
}
