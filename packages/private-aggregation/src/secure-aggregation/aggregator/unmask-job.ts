import { demand } from '../../refusal.ts';
import { agreement } from '../agree.ts';
import { type Bytes, equalBytes, zero } from '../bytes.ts';
import { addMasks, pairMask, seedCommitment, selfMask } from '../masks/masks.ts';
import { combine, type Share } from '../shamir/shamir.ts';
import type { CryptoSuite, Keystream } from '../suite/crypto-suite.ts';

/**
 * A part of the unmasking that anybody may do who is given it: plain data in, words to add to the sum out. A job holds
 * opened shares, so it is for the aggregator's own machines only.
 */
export type UnmaskJob = SelfMasksJob | DroppedJob;

interface Common {
  /** Names the job within the round. */
  readonly id: string;
  readonly root: Bytes;
  readonly dimension: number;
  readonly bits: number;
  readonly threshold: number;
}

/** Takes away the self-masks of some survivors. */
export interface SelfMasksJob extends Common {
  readonly kind: 'self-masks';
  readonly survivors: readonly { readonly commitment: Bytes; readonly shares: readonly Share[] }[];
}

/** Takes away the pairwise masks that one dropped device left in the survivors' reports. */
export interface DroppedJob extends Common {
  readonly kind: 'dropped';
  readonly index: number;
  readonly maskKey: Bytes;
  readonly shares: readonly Share[];
  readonly partners: readonly { readonly index: number; readonly maskKey: Bytes }[];
}

/**
 * @returns `dimension` words to add to the sum, modulo 2^bits.
 * @throws ParlourError `aggregation/wrong-secret` if what the shares give is not what its owner committed to.
 */
export function runUnmaskJob(suite: CryptoSuite, job: UnmaskJob): Promise<Uint32Array<ArrayBuffer>> {
  return job.kind === 'self-masks' ? removeSelfMasks(suite, job) : removePairMasks(suite, job);
}

async function removeSelfMasks(suite: CryptoSuite, job: SelfMasksJob): Promise<Uint32Array<ArrayBuffer>> {
  const words = new Uint32Array(job.dimension);
  const masks: Keystream[] = [];
  for (const { commitment, shares } of job.survivors) {
    const seed = combine(shares, job.threshold);
    demand(equalBytes(await seedCommitment(suite, seed), commitment), 'wrong-secret', 'self-mask');
    masks.push(await selfMask(suite, job.root, seed, -1));
    zero(seed);
  }
  await addMasks(suite, words, job.bits, masks);
  return words;
}

async function removePairMasks(suite: CryptoSuite, job: DroppedJob): Promise<Uint32Array<ArrayBuffer>> {
  const words = new Uint32Array(job.dimension);
  const secret = combine(job.shares, job.threshold);
  const { root, index: partner } = job;
  const publicKey = await suite.x25519Public(secret);
  demand(equalBytes(publicKey, job.maskKey), 'wrong-secret', 'mask key');
  const agree = await agreement(suite, secret);
  const masks: Keystream[] = [];
  for (const survivor of job.partners) {
    const pair = { root, own: survivor.index, partner, agreed: await agree(survivor.maskKey) };
    masks.push(await pairMask(suite, pair, -1));
  }
  zero(secret);
  await addMasks(suite, words, job.bits, masks);
  return words;
}
