import type { PasskeyCreationOptions } from '@parlour/wire';
import { PasskeyCreationOptions as Schema } from '@parlour/wire';
import { generateRegistrationOptions } from '@simplewebauthn/server';
import * as v from 'valibot';
import { ownBytes } from '../database/own-bytes.ts';
import { patienceSeconds } from './challenges.ts';
import { passkeyAlgorithms, relyingParty, relyingPartyId } from './relying-party.ts';

export interface NewPasskeyOrder {
  readonly challenge: Uint8Array<ArrayBuffer>;
  readonly origin: string;
  /** Uuid of the account that it will be of; what an authenticator knows the account by. */
  readonly accountId: string;
  readonly name: string;
  /** Ids of credentials that the account has. */
  readonly has?: readonly string[];
}

/** How a browser is to make a passkey: one that needs no name typed and verifies its person. */
export async function creationOptions(order: NewPasskeyOrder): Promise<PasskeyCreationOptions> {
  const options = await generateRegistrationOptions({
    rpName: relyingParty,
    rpID: relyingPartyId(order.origin),
    userID: ownBytes(Buffer.from(order.accountId.replaceAll('-', ''), 'hex')),
    userName: order.name,
    userDisplayName: order.name,
    challenge: order.challenge,
    timeout: 1000 * patienceSeconds,
    attestationType: 'none',
    supportedAlgorithmIDs: [...passkeyAlgorithms],
    excludeCredentials: (order.has ?? []).map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return v.parse(Schema, options);
}
