import {
  Mailbox,
  mailboxErasureBytes,
  mailboxPutBytes,
  MailboxVersion,
  relayError,
} from '@parlour/wire/relay';
import { ParlourError } from '@parlour/wire';
import { type Bytes, fromHex, toHex } from '../bytes.ts';
import type { DeviceId } from '../keys/device-keys.ts';
import type { RecoveryCard } from '../keys/recovery-keys.ts';
import type { SyncSuite } from '../suite/sync-suite.ts';
import { askRelay } from './ask-relay.ts';
import type { RelayAddress } from './relay-address.ts';

/** Which mailbox at which relay. */
export interface MailboxPlace {
  readonly suite: SyncSuite;
  readonly relay: RelayAddress;
  readonly recovery: RecoveryCard;
}

/** Who puts: a device by its own seed, or, with the recovery words at hand, their `signingSeed`. */
export interface MailboxSigner {
  readonly signingSeed: Bytes;
}

export interface Putting {
  /** Devices that may write from now on; letters of others are gone. Whoever was removed belongs to those. */
  readonly writers: readonly DeviceId[];
  /** By `writeLetter`. None: only the writers are set, as after a recovery by the words, before they are forgotten. */
  readonly letter?: Uint8Array;
}

const MOST_TRIES = 4;

/** Letters that lie in the mailbox, for whoever has the words. @throws ParlourError `relay/...` */
export async function lettersIn({ relay, recovery }: Omit<MailboxPlace, 'suite'>): Promise<Bytes[]> {
  return (await look(relay, toHex(recovery.mailbox))).letters.map(fromHex);
}

/**
 * Puts a letter and says who may write. Looks first, and again where somebody else was quicker.
 * @throws ParlourError `relay/not-a-writer`, `relay/unreachable` and others of the relay.
 */
export async function putIntoMailbox(
  { suite, relay, recovery }: MailboxPlace,
  { signingSeed }: MailboxSigner,
  { writers, letter }: Putting,
): Promise<void> {
  const id = toHex(recovery.mailbox);
  await inTurn(relay, id, async (replaces) => {
    const put = {
      owner: toHex(recovery.signing),
      by: toHex(suite.signingPublic(signingSeed)),
      replaces,
      writers: [...writers],
      letter: letter === undefined ? null : toHex(letter),
    };
    const signature = toHex(suite.sign(signingSeed, suite.sha256(mailboxPutBytes(id, put, relay.origin))));
    await askRelay({ url: relay.mailbox(id), body: { ...put, signature }, answer: MailboxVersion });
  });
}

/** Has the relay forget the mailbox. @throws ParlourError as `putIntoMailbox`. */
export async function eraseMailbox(
  { suite, relay, recovery }: MailboxPlace,
  { signingSeed }: MailboxSigner,
): Promise<void> {
  const id = toHex(recovery.mailbox);
  await inTurn(relay, id, async (replaces) => {
    const erasure = {
      owner: toHex(recovery.signing),
      by: toHex(suite.signingPublic(signingSeed)),
      replaces,
    };
    const signature = toHex(
      suite.sign(signingSeed, suite.sha256(mailboxErasureBytes(id, erasure, relay.origin))),
    );
    await askRelay({ url: `${relay.mailbox(id)}/erase`, body: { ...erasure, signature } });
  });
}

async function look(relay: RelayAddress, id: string): Promise<Mailbox> {
  const mailbox = await askRelay({ url: relay.mailbox(id), answer: Mailbox });
  if (mailbox === undefined) throw relayError('not-a-relay');
  return mailbox;
}

async function inTurn(
  relay: RelayAddress,
  id: string,
  write: (replaces: number) => Promise<void>,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const { version } = await look(relay, id);
    try {
      return await write(version);
    } catch (error) {
      const isLate = error instanceof ParlourError && error.code === 'relay/mailbox-changed';
      if (!isLate || tries === MOST_TRIES) throw error;
    }
  }
}
