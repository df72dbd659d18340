import type { OpenedBundle } from '../bundle/open-bundle.ts';
import { ByteWriter } from './byte-writer.ts';
import { type Bytes, uint32Bytes, utf8 } from './bytes.ts';
import type { CryptoSuite } from './suite/crypto-suite.ts';

/** What a round is about, fixed before anybody joins. */
export interface RoundSetup {
  /** 32 bytes, another for every round. */
  readonly roundId: Bytes;
  /** SHA-256 of the bundle. */
  readonly bundleHash: Bytes;
  /** SHA-256 of the directory of the keys that sign tokens in this epoch: all devices must see the same. */
  readonly tokenKeysHash: Bytes;
  /** Words of an encoded report, padding included. */
  readonly dimension: number;
  /** Reports and their sum are modulo 2^bits. */
  readonly bits: number;
  readonly minimumReports: number;
  /** Most devices that the round takes. */
  readonly cohortSize: number;
  readonly adversarialRate: number;
  readonly dropoutRate: number;
}

/** The setup of a round that answers a bundle; both sides make it of what they hold, neither takes it from the other. */
export function roundSetup(
  { bundle, hash }: OpenedBundle,
  round: Pick<RoundSetup, 'roundId' | 'tokenKeysHash' | 'dimension'>,
): RoundSetup {
  const { bits, minimumReports, cohortSize, adversarialRate, dropoutRate } = bundle;
  return { ...round, bundleHash: hash, bits, minimumReports, cohortSize, adversarialRate, dropoutRate };
}

/**
 * What messages before the root are bound to. The bundle's hash commits to its parameters; those that the roles use
 * are there again, so that a setup that was not made from the bundle is another round.
 */
export async function setupHash(suite: CryptoSuite, setup: RoundSetup): Promise<Bytes> {
  const rates = new Float64Array([setup.adversarialRate, setup.dropoutRate]);
  const bytes = new ByteWriter()
    .fixed(SETUP)
    .fixed(setup.roundId)
    .fixed(setup.bundleHash)
    .fixed(setup.tokenKeysHash)
    .fixed(uint32Bytes(setup.dimension, setup.bits, setup.minimumReports, setup.cohortSize))
    .fixed(new Uint8Array(rates.buffer))
    .bytes();
  return suite.sha256(bytes);
}

/** The root of a round: commits to its setup, and to how many devices and which keys of theirs take part. */
export async function roundRoot(
  suite: CryptoSuite,
  context: Bytes,
  clients: number,
  treeRoot: Bytes,
): Promise<Bytes> {
  return suite.sha256(ROOT, context, uint32Bytes(clients), treeRoot);
}

const SETUP = utf8('parlour/round-setup/1');
const ROOT = utf8('parlour/round-root/1');
