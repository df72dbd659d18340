import type { Bytes } from '../bytes.ts';
import type { CohortGraph } from '../graph/cohort-graph.ts';
import type { SharePair } from '../masks/sealed-share.ts';
import type { MemberSet } from '../member-set.ts';
import type { RoundSetup } from '../round-setup.ts';

/**
 * A device's side of one round, named after what it last sent. Plain data: `state-bytes.ts` makes bytes of it, which
 * whoever runs the machine encrypts and stores before `outbox` is sent. A phase holds only the secrets that are
 * still needed; a step clears the others in the state it was given, so that a state is stepped from once.
 */
export type ClientState = Advertised | Drawn | Shared | Reported | Confirmed | Unmasked;

interface Common {
  readonly setup: RoundSetup;
  /** The aggregator's Ed25519 public key, the one that signed the bundle. */
  readonly aggregatorKey: Bytes;
  /** The last message, to be sent, and after a reload sent again, as it is. */
  readonly outbox: Bytes;
  /** What the next message from the aggregator must be bound to: the setup's hash, later the root. */
  readonly context: Bytes;
}

export interface Advertised extends Common {
  readonly phase: 'advertised';
  readonly secrets: ClientSecrets;
}

export interface ClientSecrets {
  readonly signingSeed: Bytes;
  readonly maskSecret: Bytes;
  readonly encryptionSecret: Bytes;
  /** Shared with the aggregator; see `channel-key.ts`. */
  readonly channelKey: Bytes;
  readonly selfSeed: Bytes;
  readonly drawSeed: Bytes;
  readonly shareSeed: Bytes;
}

/** From the roster on: the device's place in the round. */
interface Placed extends Common {
  readonly clients: number;
  /** What advertisements are bound to; `context` is from now on the round's root. */
  readonly setupContext: Bytes;
  /** Root of the tree over all advertisements. */
  readonly treeRoot: Bytes;
  readonly index: number;
  readonly graph: CohortGraph;
}

export interface Drawn extends Placed {
  readonly phase: 'drawn';
  readonly secrets: ClientSecrets;
  /** This device's own keys, so that nobody can be its neighbour under them. */
  readonly ownKeys: readonly Bytes[];
  readonly draw: readonly number[];
}

export interface Shared extends Placed {
  readonly phase: 'shared';
  readonly secrets: Omit<ClientSecrets, 'drawSeed' | 'shareSeed'>;
  readonly ownKeys: readonly Bytes[];
  /** In the order drawn. */
  readonly neighbours: readonly NeighbourKeys[];
}

export interface NeighbourKeys {
  readonly index: number;
  readonly signingKey: Bytes;
  readonly maskKey: Bytes;
  readonly encryptionKey: Bytes;
}

export interface Reported extends Placed {
  readonly phase: 'reported';
  readonly signingSeed: Bytes;
  readonly channelKey: Bytes;
  readonly sharers: MemberSet;
  /** The drawn neighbours that shared. */
  readonly signers: readonly Pick<NeighbourKeys, 'index' | 'signingKey'>[];
  readonly held: readonly HeldShares[];
}

/** Shares of a device that drew this one. */
export interface HeldShares extends SharePair {
  readonly owner: number;
}

export interface Confirmed extends Omit<Reported, 'phase'> {
  readonly phase: 'confirmed';
  readonly survivors: MemberSet;
}

/** Nothing secret is left. */
export interface Unmasked extends Common {
  readonly phase: 'unmasked';
}
