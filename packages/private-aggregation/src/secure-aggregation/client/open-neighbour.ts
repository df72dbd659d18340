import { demand } from '../../refusal.ts';
import { ByteSet } from '../byte-set.ts';
import type { Bytes } from '../bytes.ts';
import { claimedAdvertisement, openAdvertisement } from '../messages/advertisement.ts';
import type { CommittedKeys } from '../messages/neighbours.ts';
import type { Tools } from '../tools.ts';
import type { TreeMembership } from '../tree-membership.ts';
import type { NeighbourKeys } from './client-state.ts';

/**
 * The keys of a neighbour that this device drew, if the root commits to them at that index, its one-time key signed them for
 * this round, and its token is valid.
 * @throws ParlourError `aggregation/key-set-mismatch`, `-bad-signature`, `-bad-token`, `-malformed-message`.
 */
export async function openNeighbour(
  { suite, tokenIsValid }: Tools,
  tree: TreeMembership,
  setupContext: Bytes,
  index: number,
  { advertisement, proof }: CommittedKeys,
): Promise<NeighbourKeys> {
  demand(await tree.has(index, advertisement, proof), 'key-set-mismatch', 'neighbour');
  const opened = await openAdvertisement(suite, advertisement, setupContext);
  demand(await tokenIsValid(opened.signingKey, opened.token), 'bad-token');
  const { signingKey, maskKey, encryptionKey } = opened;
  return { index, signingKey, maskKey, encryptionKey };
}

/**
 * The keys of a device that drew this one, if the root commits to them at that index. That an honest device's are its own is
 * clear from this alone: it goes on only under a root that commits to its own keys at its own index. Signature and token are
 * held against who is drawn, by who draws it, for only that one relies on it: whoever drew this device holds none of its
 * shares, its confirmation counts for nothing here, and its mask is one more on this device's report (THREATS.md).
 * @throws ParlourError `aggregation/key-set-mismatch`, `-malformed-message`.
 */
export async function openDrawer(
  tree: TreeMembership,
  setupContext: Bytes,
  index: number,
  { advertisement, proof }: CommittedKeys,
): Promise<NeighbourKeys> {
  demand(await tree.has(index, advertisement, proof), 'key-set-mismatch', 'drawn by');
  const { signingKey, maskKey, encryptionKey } = claimedAdvertisement(advertisement, setupContext);
  return { index, signingKey, maskKey, encryptionKey };
}

/**
 * No two neighbours, and no neighbour and this device, may share an index or any key: else one device could stand for
 * several, or a device be made to agree on a key with itself.
 * @throws ParlourError `aggregation/repeated-neighbour`.
 */
export function checkDistinct(
  neighbours: readonly NeighbourKeys[],
  own: number,
  ownKeys: readonly Bytes[],
): void {
  const indices = new Set([own]);
  const keys = new ByteSet();
  ownKeys.forEach((key) => keys.add(key));
  for (const { index, signingKey, maskKey, encryptionKey } of neighbours) {
    const distinct =
      !indices.has(index) && keys.add(signingKey) && keys.add(maskKey) && keys.add(encryptionKey);
    demand(distinct, 'repeated-neighbour');
    indices.add(index);
  }
}
