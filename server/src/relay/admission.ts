import { admissionBytes } from '@parlour/wire/relay';
import { bytesOf } from '../rounds/ids.ts';
import { isSignedBy } from './check-signature.ts';
import { relayIdOf } from './relay-id.ts';

/** The answer of whoever wants into a room, and the challenge it has to be for. */
export interface AskedAdmission {
  /** In hex. */
  readonly room: string;
  readonly challenge: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly signature: Uint8Array;
  /** Origins of this relay, one of which it has to name. */
  readonly names: readonly string[];
}

/** Whether somebody has the key that the room's id was made of, and has used it for this challenge of this relay. */
export const isAdmitted = ({ room, challenge, publicKey, signature, names }: AskedAdmission): boolean =>
  relayIdOf('room', publicKey) === room &&
  names.some((name) => isSignedBy(publicKey, admissionBytes(bytesOf(room), challenge, name), signature));
