import type { RefusalReason } from '../../refusal.ts';
import type { Bytes } from '../bytes.ts';
import type { CohortGraph } from '../graph/cohort-graph.ts';
import type { MemberSet } from '../member-set.ts';
import type { MerkleTree } from '../merkle-tree.ts';
import type { Advertisement } from '../messages/advertisement.ts';
import type { Kind } from '../messages/signed-message.ts';
import type { RoundSetup } from '../round-setup.ts';
import type { Tools } from '../tools.ts';
import type { OpenedShares } from './opened-shares.ts';
import type { SealedShares } from './sealed-shares.ts';
import type { SharesByReceiver } from './shares-by-receiver.ts';

/**
 * The aggregator's side of one round, named after what it waits for. It is a function of the messages accepted and the
 * legs closed, in their order: storing those and taking the steps again gives it back. A step spends the state it is
 * given on success (large sums are not copied) and leaves it as it was on a refusal.
 */
export type ServerState =
  | Advertising
  | Sharing
  | Reporting
  | Confirming
  | Unmasking
  | Adding
  | Released
  | Aborted;

export interface ServerTools extends Tools {
  /** The aggregator's Ed25519 seed, 32 bytes. */
  readonly signingSeed: Bytes;
}

interface Common {
  readonly setup: RoundSetup;
  /** What advertisements are bound to. */
  readonly setupContext: Bytes;
  /** Signature of what was accepted, by kind and sender: the same again is no news, another is refused. */
  readonly answered: Map<`${Kind} ${number}`, string>;
}

export interface Client {
  /** The advertisement as it came. */
  readonly message: Bytes;
  readonly keys: Advertisement;
  /** Tags what the device and the aggregator tell each other. */
  readonly channelKey: Bytes;
}

export interface Advertising extends Common {
  readonly phase: 'advertising';
  readonly channelSecret: Bytes;
  readonly clients: Client[];
  /** Index by signing key, and every key in use, all in hex. */
  readonly indices: Map<string, number>;
  readonly keysInUse: Set<string>;
}

/** From here on the keys are committed. */
interface Committed extends Common {
  readonly clients: readonly Client[];
  readonly indices: ReadonlyMap<string, number>;
  readonly tree: MerkleTree;
  /** The round's root. */
  readonly context: Bytes;
  readonly graph: CohortGraph;
}

export interface Sealed {
  readonly sender: number;
  readonly receiver: number;
  /** The x-coordinate of the share inside: the receiver's place in the sender's draw. */
  readonly x: number;
  /** Nothing once the reports are in, and nobody is sent it any more. */
  readonly sealed: Bytes;
}

export interface Sharing extends Committed {
  readonly phase: 'sharing';
  readonly sealedBy: SealedShares;
}

interface WithSharers extends Committed {
  readonly sharers: MemberSet;
  readonly sharersHash: Bytes;
  /** Directed edges among sharers, by who drew, and by who was drawn (rising sender). */
  readonly sealedBy: SealedShares;
  readonly sealedFor: SharesByReceiver;
  /** Reports so far, modulo 2^bits in the low bits, anything above; at the end of them, of the survivors. */
  readonly sum: Uint32Array<ArrayBuffer>;
}

export interface Reporting extends WithSharers {
  readonly phase: 'reporting';
  readonly reported: Set<number>;
}

interface WithSurvivors extends WithSharers {
  readonly survivors: MemberSet;
  readonly dropped: MemberSet;
  /** Signatures of the one list of survivors. */
  readonly confirmations: Map<number, Bytes>;
}

export interface Confirming extends WithSurvivors {
  readonly phase: 'confirming';
}

export interface Unmasking extends WithSurvivors {
  readonly phase: 'unmasking';
  /** Opened shares by owner: of the self-mask's seed for survivors, of the mask secret for the dropped. */
  readonly opened: OpenedShares;
}

/** Enough shares are there; the masks are being taken away, job by job. */
export interface Adding extends WithSurvivors {
  readonly phase: 'adding';
  readonly opened: OpenedShares;
  /** Jobs whose masks are already taken away. */
  readonly done: Set<string>;
}

export interface Released {
  readonly phase: 'released';
  readonly setup: RoundSetup;
  /** Modulo 2^bits, of exactly the survivors' encoded reports. */
  readonly sum: Uint32Array<ArrayBuffer>;
  readonly reports: number;
}

export interface Aborted {
  readonly phase: 'aborted';
  readonly setup: RoundSetup;
  readonly reason: RefusalReason;
}
