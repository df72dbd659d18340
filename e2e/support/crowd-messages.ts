import type { Kind } from '@parlour/private-aggregation';
import type { SignedBundle } from '@parlour/wire';

/** What the process of simulated devices is started with. */
export interface CrowdOrder {
  /** Of the aggregator's API, ending in a slash. */
  readonly base: string;
  readonly credential: string;
  /** One that people answer too. */
  readonly bundle: SignedBundle;
  /** One a device. */
  readonly invites: readonly string[];
  /** What each device's person watched, oldest first, item by item; without, titles are drawn, and only popularity is answered. */
  readonly histories?: readonly (readonly string[])[];
  /** Before which message each device leaves. */
  readonly leavers: readonly (Kind | undefined)[];
  /** The last devices hold each of these messages back until they are told to send it, and with it the leg open. */
  readonly patient: number;
  readonly held: readonly Kind[];
}

/** Sends what is held back. */
export interface LetGo {
  readonly letGo: Kind;
}

export type CrowdSays = { readonly what: 'ready' } | ({ readonly what: 'over' } & CrowdOutcome);

export interface CrowdOutcome {
  /** How many ended how: `done`, `left`, or a code. */
  readonly ends: Readonly<Record<string, number>>;
  /** Devices whose report was acknowledged. */
  readonly reporters: number;
  /** Sum of their encoded, noised reports, modulo 2^32. */
  readonly sum: readonly number[];
  /** Sum of their answers, without encoding and noise. */
  readonly plain: readonly number[];
}
