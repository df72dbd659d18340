import type { ByteReader } from '../byte-reader.ts';
import type { Bytes } from '../bytes.ts';
import { type Kind, NO_INDEX, openMessage } from '../messages/signed-message.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import type { ClientState } from './client-state.ts';

/** The body of the aggregator's next message to a device in this state. @throws ParlourError as `openMessage`. */
export const openFromAggregator = (
  suite: CryptoSuite,
  { context, aggregatorKey }: ClientState,
  kind: Kind,
  message: Bytes,
): Promise<ByteReader> => openMessage(suite, message, { kind, context, sender: NO_INDEX }, aggregatorKey);
