import { demand } from '../../refusal.ts';
import { ByteSet } from '../byte-set.ts';
import type { Bytes } from '../bytes.ts';
import { isInTree } from '../merkle-tree.ts';
import { openAdvertisement } from '../messages/advertisement.ts';
import type { CommittedKeys } from '../messages/neighbours.ts';
import type { Tools } from '../tools.ts';
import type { Drawn, NeighbourKeys, Shared } from './client-state.ts';

/**
 * A neighbour's keys, if the root commits to them at that index, its one-time key signed them for this round, and
 * its token is valid.
 * @throws ParlourError `aggregation/key-set-mismatch`, `-bad-signature`, `-bad-token`, `-malformed-message`.
 */
export async function openNeighbour(
  { suite, tokenIsValid }: Tools,
  state: Drawn | Shared,
  index: number,
  { advertisement, proof }: CommittedKeys,
): Promise<NeighbourKeys> {
  const committed = await isInTree(suite, state.treeRoot, state.clients, index, advertisement, proof);
  demand(committed, 'key-set-mismatch', 'neighbour');
  const opened = await openAdvertisement(suite, advertisement, state.setupContext);
  demand(await tokenIsValid(opened.signingKey, opened.token), 'bad-token');
  const { signingKey, maskKey, encryptionKey } = opened;
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
