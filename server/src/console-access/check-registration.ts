import type { PasskeyRegistration } from '@parlour/wire';
import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { ownBytes } from '../database/own-bytes.ts';
import type { passkey } from '../database/schema/console.ts';
import { consoleError } from './console-error.ts';
import { passkeyAlgorithms, relyingPartyId } from './relying-party.ts';

export type NewPasskey = Omit<typeof passkey.$inferInsert, 'accountId'>;

/**
 * What to keep of a new passkey that answers a challenge: it was made by the page that asked, and its person was verified.
 * @param challenge base64url.
 * @throws ParlourError `console/refused-passkey`.
 */
export async function checkRegistration(
  response: PasskeyRegistration,
  { text, origin }: { readonly text: string; readonly origin: string },
): Promise<NewPasskey> {
  const host = relyingPartyId(origin);
  const checked = await verifyRegistrationResponse({
    response,
    expectedChallenge: text,
    expectedOrigin: origin,
    expectedRPID: host,
    requireUserVerification: true,
    supportedAlgorithmIDs: [...passkeyAlgorithms],
  }).catch((cause: unknown) => {
    throw consoleError('refused-passkey', { cause });
  });
  if (!checked.verified) throw consoleError('refused-passkey');
  const { credential, credentialDeviceType } = checked.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: ownBytes(credential.publicKey),
    counter: credential.counter,
    transports: response.response.transports ?? [],
    host,
    isSynced: credentialDeviceType === 'multiDevice',
  };
}
