import * as v from 'valibot';
import { joined } from './room-id.ts';
import { RELAY_LIMITS } from './relay-limits.ts';

const hex = (bytes: number) => v.pipe(v.string(), v.length(2 * bytes), v.regex(/^[0-9a-f]*$/));
const Version = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Writers = v.pipe(v.array(hex(32)), v.maxLength(RELAY_LIMITS.writers));
/** As `writeLetter` of packages/sync makes it: sealed and signed, in hex. */
const Letter = v.pipe(v.string(), v.regex(/^([0-9a-f]{2})+$/), v.maxLength(2 * RELAY_LIMITS.letterBytes));

/** What lies in a mailbox. One that nobody has written to yet is empty, of version 0. */
export const Mailbox = v.strictObject({
  /** Counts what was put: whoever puts names the version that they have seen. */
  version: Version,
  /** Ed25519 public keys of devices that may put, beside the owner. */
  writers: Writers,
  /** The newest of each writer. */
  letters: v.pipe(v.array(Letter), v.maxLength(RELAY_LIMITS.writers)),
});
export type Mailbox = v.InferOutput<typeof Mailbox>;

/**
 * Puts a letter, and says who may write from now on: letters of everybody else are gone. By one of the writers; by anybody who knows the
 * owner's public key while there is no mailbox; and by the owner, who is whoever has the recovery words, at any time.
 */
export const MailboxPut = v.strictObject({
  /** Ed25519 public key of the recovery words: the mailbox's id is the hash of it (`idBytes`). */
  owner: hex(32),
  /** Ed25519 public key that signs: of a device, or the owner's. */
  by: hex(32),
  /** The version that this replaces; a signature is good for one version, so that nothing can be put again later. */
  replaces: Version,
  writers: v.pipe(Writers, v.minLength(1)),
  /** None: the letters of those who remain writers stay, and no other is put. */
  letter: v.nullable(Letter),
  /** Over the SHA-256 of `mailboxPutBytes`. */
  signature: hex(64),
});
export type MailboxPut = v.InferOutput<typeof MailboxPut>;

/** Forgets the mailbox. By whoever may put. */
export const MailboxErasure = v.strictObject({
  owner: hex(32),
  by: hex(32),
  replaces: Version,
  /** Over the SHA-256 of `mailboxErasureBytes`. */
  signature: hex(64),
});
export type MailboxErasure = v.InferOutput<typeof MailboxErasure>;

export const MailboxVersion = v.strictObject({ version: Version });
export type MailboxVersion = v.InferOutput<typeof MailboxVersion>;

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** @param id of the mailbox, in hex. @param origin of the relay, as for `admissionBytes`. */
export const mailboxPutBytes = (
  id: string,
  put: Omit<MailboxPut, 'signature'>,
  origin: string,
): Uint8Array<ArrayBuffer> =>
  joined(
    text(
      `parlour-sync/2/mailbox/put\n${origin}\n${id}\n${put.owner}\n${put.by}\n${put.replaces}\n${put.writers.join(' ')}\n`,
    ),
    text(put.letter ?? 'none'),
  );

/** @param id of the mailbox, in hex. @param origin of the relay, as for `admissionBytes`. */
export const mailboxErasureBytes = (
  id: string,
  { owner, by, replaces }: Omit<MailboxErasure, 'signature'>,
  origin: string,
): Uint8Array<ArrayBuffer> =>
  joined(text(`parlour-sync/2/mailbox/erase\n${origin}\n${id}\n${owner}\n${by}\n${replaces}\n`));
