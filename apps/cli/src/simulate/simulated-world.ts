import {
  type Bytes,
  type EncodingPlan,
  type OpenedBundle,
  openUnpinnedBundle,
  planEncoding,
  type Tools,
} from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import {
  type EpochKeys,
  epochKeys,
  openTokenDirectory,
  tokenChecker,
  webBlindRsa,
} from '@parlour/private-aggregation/tokens';
import type { TokenDoor } from '@parlour/private-aggregation/transport';
import type { SignedBundle } from '@parlour/wire';

/** What all devices of a simulation know before they begin, each as a device of a person would find it out. */
export interface SimulatedWorld {
  readonly tools: Tools;
  readonly bundle: OpenedBundle;
  readonly plan: EncodingPlan;
  readonly keys: EpochKeys;
  readonly aggregatorKey: Bytes;
}

/** @throws ParlourError as `openTokenDirectory` and `openUnpinnedBundle`. */
export async function simulatedWorld(door: TokenDoor, signed: SignedBundle): Promise<SimulatedWorld> {
  const directory = await openTokenDirectory(nodeSuite, await door.directory(), { aggregatorKey: undefined });
  const aggregatorKey = Uint8Array.from(Buffer.from(directory.aggregatorKey, 'hex'));
  const bundle = await openUnpinnedBundle(nodeSuite, signed, {
    aggregatorKey,
    now: Date.now(),
    audience: 'simulation',
  });
  const keys = await epochKeys(nodeSuite, directory, bundle.bundle.epoch);
  const tokenIsValid = await tokenChecker({ suite: nodeSuite, blindRsa: webBlindRsa }, keys);
  return {
    tools: { suite: nodeSuite, tokenIsValid },
    bundle,
    plan: await planEncoding(nodeSuite, bundle.bundle, bundle.hash),
    keys,
    aggregatorKey,
  };
}
