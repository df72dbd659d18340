import type { OpenedBundle } from '../../bundle/open-bundle.ts';
import { demand } from '../../refusal.ts';
import { agreement } from '../agree.ts';
import { channelKey } from '../channel-key.ts';
import { type Bytes, equalBytes, utf8, zero } from '../bytes.ts';
import { seedCommitment } from '../masks/masks.ts';
import { writeAdvertisement } from '../messages/advertisement.ts';
import { readAnnouncement } from '../messages/announcement.ts';
import { NO_INDEX, openMessage, readHeader, signMessage } from '../messages/signed-message.ts';
import { roundSetup, setupHash } from '../round-setup.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import type { Tools } from '../tools.ts';
import type { Advertised, ClientSecrets } from './client-state.ts';

export interface Entry {
  /** Opened against what the person agreed to. */
  readonly bundle: OpenedBundle;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Words of the encoded report that the bundle's encoding gives. */
  readonly dimension: number;
  readonly aggregatorKey: Bytes;
  /** Of the public directory as this device fetched it. */
  readonly tokenKeysHash: Bytes;
  /** 32 bytes: the one-time key that the token is a signature over. */
  readonly signingSeed: Bytes;
  readonly token: Bytes;
  /** 32 bytes of fresh randomness; everything that the device chooses in the round comes from it. */
  readonly seed: Bytes;
}

/**
 * Leg 1: answers an announcement with this device's keys. Seeds of the entry are copied; the caller clears them.
 * @throws ParlourError `aggregation/bundle-unknown` for a round about another bundle, `-bundle-expired`,
 * `-key-set-mismatch` for other token keys, `-bad-key`, and as `openMessage`.
 */
export async function joinRound({ suite }: Tools, announcement: Bytes, entry: Entry): Promise<Advertised> {
  const { context } = readHeader(announcement);
  const expected = { kind: 'announcement', context, sender: NO_INDEX } as const;
  const body = readAnnouncement(await openMessage(suite, announcement, expected, entry.aggregatorKey));
  demand(equalBytes(body.bundleHash, entry.bundle.hash), 'bundle-unknown');
  demand(entry.now < entry.bundle.bundle.expiry, 'bundle-expired');
  demand(equalBytes(body.tokenKeysHash, entry.tokenKeysHash), 'key-set-mismatch', 'token keys');
  const { roundId, tokenKeysHash } = body;
  const setup = roundSetup(entry.bundle, { roundId, tokenKeysHash, dimension: entry.dimension });
  demand(equalBytes(await setupHash(suite, setup), context), 'wrong-round', 'setup');
  const derived = await deriveSecrets(suite, entry.seed, entry.signingSeed, context);
  const agree = await agreement(suite, derived.encryptionSecret);
  const secrets = { ...derived, channelKey: await channelKey(suite, agree, body.channelKey, context) };
  const advertisement = writeAdvertisement({
    signingKey: await suite.ed25519Public(secrets.signingSeed),
    maskKey: await suite.x25519Public(secrets.maskSecret),
    encryptionKey: await suite.x25519Public(secrets.encryptionSecret),
    selfCommitment: await seedCommitment(suite, secrets.selfSeed),
    token: entry.token,
  });
  const header = { kind: 'advertisement', context, sender: NO_INDEX } as const;
  const outbox = await signMessage(suite, header, advertisement, secrets.signingSeed);
  return { phase: 'advertised', setup, aggregatorKey: entry.aggregatorKey, context, outbox, secrets };
}

/** Five independent secrets of 256 bits. Opening one, as the protocol does, says nothing of the others. */
async function deriveSecrets(
  suite: CryptoSuite,
  seed: Bytes,
  signingSeed: Bytes,
  context: Bytes,
): Promise<Omit<ClientSecrets, 'channelKey'>> {
  const all = await suite.hkdf(seed, context, SECRETS, 5 * 32);
  const [maskSecret, encryptionSecret, selfSeed, drawSeed, shareSeed] = [0, 32, 64, 96, 128].map((at) =>
    all.slice(at, at + 32),
  );
  zero(all);
  return { signingSeed: signingSeed.slice(), maskSecret, encryptionSecret, selfSeed, drawSeed, shareSeed };
}

const SECRETS = utf8('parlour/client-secrets/1');
