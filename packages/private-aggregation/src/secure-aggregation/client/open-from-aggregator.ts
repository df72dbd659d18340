import type { ByteReader } from '../byte-reader.ts';
import type { Bytes } from '../bytes.ts';
import { type Kind, NO_INDEX } from '../messages/signed-message.ts';
import { openTagged } from '../messages/tagged-message.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import type { ClientState } from './client-state.ts';

/**
 * The body of the aggregator's next message to a device in this state, tagged with the key that they share.
 * @throws ParlourError as `openMessage`.
 */
export const openFromAggregator = (
  suite: CryptoSuite,
  { context }: ClientState,
  channelKey: Bytes,
  kind: Kind,
  message: Bytes,
): Promise<ByteReader> => openTagged(suite, message, { kind, context, sender: NO_INDEX }, channelKey);
