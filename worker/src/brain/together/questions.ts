import { type CryptoSuite, openUnpinnedBundle, refusal } from '@parlour/private-aggregation';
import { openTokenDirectory } from '@parlour/private-aggregation/tokens';
import { ParlourError, SignedBundle, type TakingPart, type TokenDirectory } from '@parlour/wire';
import * as v from 'valibot';
import type { Aggregator } from './aggregator.ts';
import { type AskedBundle, askedBundle, isWorthIt } from './asked-bundle.ts';
import { fromHex } from './hex.ts';
import type { SavedTogether } from './saved-together.ts';

/** What the aggregator says to everybody, as far as it is to be believed. */
export interface Questions {
  readonly takingPart: TakingPart;
  readonly directory: TokenDirectory;
  /** The bundles whose epoch has not ended, in the order of their epochs: one an epoch. */
  readonly asked: readonly AskedBundle[];
  /** Why a bundle that is published is not among them. */
  readonly refused: ParlourError | undefined;
}

/**
 * Reads the directory and the bundles: signatures by the one key that this device knows, no other key or bundle for an epoch
 * than it has seen before, nothing weaker than what is compiled in, nothing that is a simulation.
 * @throws ParlourError `tokens/unreachable`, `tokens/directory-...`, `aggregation/unreachable`.
 */
export async function readQuestions(
  suite: CryptoSuite,
  { takingPart: readTakingPart, tokens, bundles }: Omit<Aggregator, 'rounds'>,
  saved: SavedTogether,
  now: number,
): Promise<Questions> {
  const takingPart = await readTakingPart();
  const directory = await openTokenDirectory(suite, await tokens.directory(), {
    aggregatorKey: saved.aggregatorKey === null ? undefined : fromHex(saved.aggregatorKey),
    ...(saved.directory !== null && { known: saved.directory }),
  });
  const aggregatorKey = fromHex(directory.aggregatorKey);
  const coming = new Set(directory.epochs.filter(({ validUntil }) => now < validUntil).map(({ id }) => id));
  const byEpoch = new Map<string, AskedBundle>();
  let refused: ParlourError | undefined;
  for (const published of await bundles.bundles()) {
    try {
      const opened = await openUnpinnedBundle(suite, published, { aggregatorKey, now, audience: 'people' });
      const { epoch } = opened.bundle;
      if (!coming.has(epoch)) continue;
      const signed = v.parse(SignedBundle, published);
      const pinned = saved.pinned[epoch];
      if (pinned !== undefined && pinned.sha256 !== signed.sha256) throw refusal('bundle-changed', 'pinned');
      if (byEpoch.has(epoch)) continue;
      const asked = await askedBundle(suite, opened, signed);
      if (isWorthIt(asked, () => false)) byEpoch.set(epoch, asked);
    } catch (error) {
      if (!(error instanceof ParlourError)) throw error;
      if (error.code !== 'aggregation/bundle-simulation') refused ??= error;
    }
  }
  const asked = directory.epochs.flatMap(({ id }) => byEpoch.get(id) ?? []);
  return { takingPart, directory, asked, refused };
}
