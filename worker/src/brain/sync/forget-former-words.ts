import { eraseMailbox, lettersIn, type RelayAddress, type Replica, type SyncSuite } from '@parlour/sync';
import { ParlourError } from '@parlour/wire';

/**
 * Has the relay forget what lies there for recovery words that were replaced. A device that had not heard of that may have put something there
 * again, so it is looked at every time. Where this device is none of the writers, those that are do it.
 *
 * @throws ParlourError `relay/unreachable` and others of the relay.
 */
export async function forgetFormerWords(parts: {
  readonly suite: SyncSuite;
  readonly relay: RelayAddress;
  readonly replica: Pick<Replica, 'group' | 'keys'>;
}): Promise<void> {
  const { suite, relay, replica } = parts;
  const { formerWords } = replica.group.members;
  const cards = replica.group.chain.flatMap(({ change }) => ('recovery' in change ? [change.recovery] : []));
  for (const recovery of cards) {
    if (!formerWords.has(toHex(recovery.signing))) continue;
    if ((await lettersIn({ relay, recovery })).length === 0) continue;
    try {
      await eraseMailbox({ suite, relay, recovery }, replica.keys);
    } catch (error) {
      if (!(error instanceof ParlourError) || error.code !== 'relay/not-a-writer') throw error;
    }
  }
}

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
