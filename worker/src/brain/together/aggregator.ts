import type { Bytes } from '@parlour/private-aggregation';
import { tokenError } from '@parlour/private-aggregation/tokens';
import {
  type BundleDoor,
  httpBundles,
  httpChannel,
  httpTokens,
  type RoundChannel,
  type TokenDoor,
} from '@parlour/private-aggregation/transport';

/** Every line that a device has to the aggregator. */
export interface Aggregator {
  readonly tokens: TokenDoor;
  readonly bundles: BundleDoor;
  channel(roundId: Bytes, signingKey: Bytes): RoundChannel;
}

/** @param signal closes all lines. */
export type OpenAggregator = (signal: AbortSignal) => Aggregator;

/** @param base of the aggregator's API, ending in a slash. */
export const httpAggregator =
  (base: string): OpenAggregator =>
  (signal) => ({
    tokens: httpTokens({ base, signal }),
    bundles: httpBundles({ base, signal }),
    channel: (roundId, signingKey) => httpChannel({ base, roundId, signingKey, signal }),
  });

const nowhere = (): Promise<never> => Promise.reject(tokenError('unreachable'));
/** Nobody to be reached. */
export const noAggregator: OpenAggregator = () => ({
  tokens: { directory: nowhere, ask: nowhere },
  bundles: { bundles: nowhere, announcement: nowhere },
  channel: () => ({ post: nowhere, next: nowhere }),
});
