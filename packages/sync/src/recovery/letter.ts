import * as v from 'valibot';
import { type Bytes, concat, toHex, utf8 } from '../bytes.ts';
import type { DeviceKeys } from '../keys/device-keys.ts';
import { isSameRecovery, type RecoveryKeys } from '../keys/recovery-keys.ts';
import { openSealedTo, SealedTo, sealTo } from '../keys/sealed-to.ts';
import { withRecords } from '../membership/group.ts';
import { exactly, plainFromBytes, plainToBytes } from '../plain-bytes.ts';
import { fromMessage, type HandedOn, HandedOnMessage, toMessage } from '../replica/handed-on.ts';
import { SIZES, type SyncSuite, type Tools } from '../suite/sync-suite.ts';
import { syncError } from '../sync-error.ts';

const Letter = v.strictObject({
  /** Ed25519 public key of the member that wrote it, which the relay checks before it takes the letter. */
  device: exactly(SIZES.signingPublic),
  sealed: SealedTo,
  signature: exactly(SIZES.signature),
});
/**
 * What a member leaves in the mailbox that the recovery words lead to: all membership records, in which the epoch's key is sealed to
 * the words, which outer document is in use, and keys of earlier epochs. Only the words open it. To be written anew whenever either changes.
 */
export function writeLetter(tools: Tools, keys: DeviceKeys, handedOn: HandedOn): Bytes {
  const { recovery } = handedOn.group.members;
  const sealed = sealTo(tools, recovery.kem, plainToBytes(toMessage(handedOn)), boundTo(recovery.mailbox));
  if (sealed === undefined) throw syncError('bad-state');
  const signature = tools.suite.sign(keys.signingSeed, signedPart(recovery.mailbox, sealed));
  return plainToBytes({ device: keys.card.signing, sealed, signature });
}

/**
 * The devices that the letters of a mailbox tell of. A letter counts if it opens by the words, if the words have countersigned its
 * founding record or its newest words, and if a member signed it; of several the one with the longest chain, with what the others of the
 * same group know besides. Letters that were kept from it, and what is newer than all of them, it cannot know.
 *
 * @throws ParlourError `sync/no-letter`
 */
export function openLetters(suite: SyncSuite, words: RecoveryKeys, letters: readonly Uint8Array[]): HandedOn {
  const found = letters.flatMap((bytes) => {
    const one = openLetter(suite, words, bytes);
    return one === undefined ? [] : [one];
  });
  const longest = found.reduce<HandedOn | undefined>(
    (best, one) => (best === undefined || one.group.chain.length > best.group.chain.length ? one : best),
    undefined,
  );
  if (longest === undefined) throw syncError('no-letter');
  const same = found.filter(({ group }) => group.members.group === longest.group.members.group);
  const records = same.flatMap(({ group }) => group.chain.map(({ bytes }) => bytes));
  const group = withRecords(suite, longest.group, records).group ?? longest.group;
  const current = same.filter((one) => one.group.members.epoch === group.members.epoch);
  const earlier = new Map(same.flatMap((one) => [...one.earlier]));
  return { group, generation: Math.max(0, ...current.map(({ generation }) => generation)), earlier };
}

function openLetter(suite: SyncSuite, words: RecoveryKeys, bytes: Uint8Array): HandedOn | undefined {
  const letter = plainFromBytes(Letter, bytes);
  const { mailbox } = words.card;
  if (letter === undefined) return undefined;
  if (!suite.verify(letter.device, signedPart(mailbox, letter.sealed), letter.signature)) return undefined;
  const plain = openSealedTo(suite, words.kemSeed, letter.sealed, boundTo(mailbox));
  const content = plain && plainFromBytes(HandedOnMessage, plain);
  const found = content && fromMessage(suite, content);
  if (found === undefined) return undefined;
  const { recovery, devices } = found.group.members;
  return isSameRecovery(recovery, words.card) && devices.has(toHex(letter.device)) ? found : undefined;
}

const boundTo = (mailbox: Bytes): Bytes => concat(utf8('parlour-sync/1/letter'), mailbox);
const signedPart = (mailbox: Bytes, { ciphertext, sealed }: SealedTo): Bytes =>
  concat(utf8('parlour-sync/1/letter-by'), mailbox, ciphertext, sealed);
