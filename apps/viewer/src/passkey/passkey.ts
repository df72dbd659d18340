import type { PasskeyChallenge, PasskeySecret } from '@parlour/worker/brain-api';
import { passkeyError } from './passkey-error.ts';

/** Whether this browser says that it can do passkeys at all. Whether one gives a key is known only once it was made. */
export async function passkeysMayWork(): Promise<boolean> {
  if (!('PublicKeyCredential' in window)) return false;
  const capabilities = await PublicKeyCredential.getClientCapabilities?.();
  return capabilities?.['extension:prf'] !== false;
}

/**
 * Makes a passkey whose PRF output for `salt` becomes a way into the vault (WebAuthn Level 3, section 10.1.4). Rejects
 * with `passkey/declined` or `passkey/cannot-unlock`.
 */
export async function makePasskey({ salt, credentialIds }: PasskeyChallenge): Promise<PasskeySecret> {
  const credential = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        rp: { name: 'Parlour' },
        user: {
          id: crypto.getRandomValues(new Uint8Array(16)),
          name: 'Parlour vault',
          displayName: 'Parlour vault',
        },
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        excludeCredentials: credentialIds.map((id) => ({ type: 'public-key', id })),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  const made = secretOf(credential);
  if (made !== undefined) return made;
  if (credential.getClientExtensionResults().prf?.enabled !== true)
    throw passkeyError('passkey/cannot-unlock');
  // Many authenticators give the output only when the passkey is used.
  return getPasskey({ salt, credentialIds: [new Uint8Array(credential.rawId)] });
}

/** Uses a passkey of the vault. Rejects with `passkey/declined` or `passkey/cannot-unlock`. */
export async function getPasskey({ salt, credentialIds }: PasskeyChallenge): Promise<PasskeySecret> {
  const credential = await asked(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        allowCredentials: credentialIds.map((id) => ({ type: 'public-key', id })),
        userVerification: 'required',
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  const secret = secretOf(credential);
  if (secret === undefined) throw passkeyError('passkey/cannot-unlock');
  return secret;
}

async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  let credential: Credential | null;
  try {
    credential = await ask();
  } catch (cause) {
    throw passkeyError('passkey/declined', cause);
  }
  if (!(credential instanceof PublicKeyCredential)) throw passkeyError('passkey/declined');
  return credential;
}

function secretOf(credential: PublicKeyCredential): PasskeySecret | undefined {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (first === undefined) return undefined;
  const prf = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer.slice(first.byteOffset, first.byteOffset + first.byteLength) as ArrayBuffer)
    : new Uint8Array(first);
  return { credentialId: new Uint8Array(credential.rawId), prf };
}
