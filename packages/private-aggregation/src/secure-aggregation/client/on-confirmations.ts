import { demand } from '../../refusal.ts';
import { type Bytes, zero } from '../bytes.ts';
import { isMember } from '../member-set.ts';
import { type Countersignature, readConfirmations, writeConfirmation } from '../messages/confirmation.ts';
import { isSigned } from '../messages/signed-message.ts';
import { tagMessage } from '../messages/tagged-message.ts';
import { writeUnmasking } from '../messages/unmasking.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import type { Tools } from '../tools.ts';
import type { Confirmed, Unmasked } from './client-state.ts';
import { openFromAggregator } from './open-from-aggregator.ts';

/**
 * Leg 5: when at least `threshold` of the neighbours that this device drew have signed the same sharers and survivors,
 * opens one share for each device that drew it: of the self-mask's seed for a survivor, of the mask secret for one
 * that dropped. Clears every secret.
 * @throws ParlourError `aggregation/survivors-unsigned`, `-repeated-neighbour`, and as `openMessage`.
 */
export async function onConfirmations({ suite }: Tools, state: Confirmed, message: Bytes): Promise<Unmasked> {
  const body = await openFromAggregator(suite, state, state.channelKey, 'confirmations', message);
  const signatures = readConfirmations(body);
  await checkSignatures(suite, state, signatures);
  const { setup, aggregatorKey, context, index, survivors, held, signingSeed, channelKey } = state;
  const opened = held.map(({ owner, x, selfShare, maskShare }) => ({
    owner,
    x,
    share: isMember(survivors, owner) ? selfShare : maskShare,
  }));
  const header = { kind: 'unmasking', context, sender: index } as const;
  const outbox = await tagMessage(suite, header, writeUnmasking(opened), channelKey);
  zero(signingSeed, channelKey, ...held.flatMap(({ selfShare, maskShare }) => [selfShare, maskShare]));
  return { phase: 'unmasked', setup, aggregatorKey, context, outbox };
}

/** Only neighbours that this device drew count: who drew it may have been told to. */
async function checkSignatures(
  suite: CryptoSuite,
  { context, sharers, survivors, signers, graph }: Confirmed,
  signatures: readonly Countersignature[],
): Promise<void> {
  const keys = new Map(signers.map(({ index, signingKey }) => [index, signingKey]));
  const body = writeConfirmation({ sharers, survivors });
  demand(signatures.length >= graph.threshold, 'survivors-unsigned', String(signatures.length));
  let before = -1;
  for (const { signer, signature } of signatures) {
    demand(signer > before, 'repeated-neighbour', 'order');
    before = signer;
    const key = keys.get(signer);
    demand(key !== undefined && isMember(survivors, signer), 'survivors-unsigned', 'a stranger');
    const header = { kind: 'confirmation', context, sender: signer } as const;
    demand(await isSigned(suite, header, body, signature, key), 'survivors-unsigned', 'another list');
  }
}
