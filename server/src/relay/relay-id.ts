import { createHash } from 'node:crypto';
import { idBytes } from '@parlour/wire/relay';
import { hexOf } from '../rounds/ids.ts';

/** The id, in hex, that belongs to a public key and to no other. */
export const relayIdOf = (kind: 'room' | 'mailbox', publicKey: Uint8Array): string =>
  hexOf(createHash('sha256').update(idBytes(kind, publicKey)).digest().subarray(0, 16));
