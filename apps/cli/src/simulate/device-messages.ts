import type { Kind } from '@parlour/private-aggregation';
import type { SignedBundle } from '@parlour/wire';
import type { RequestTime } from './request-times.ts';

/** What a thread of devices is started with. */
export interface DevicesOrder {
  /** Of the aggregator's API, ending in a slash. */
  readonly base: string;
  readonly credential: string;
  readonly bundle: SignedBundle;
  /** One a device. */
  readonly invites: readonly string[];
  /** Before which message each device leaves. */
  readonly leavers: readonly (Kind | undefined)[];
  /** Whether devices of all threads send their messages of a kind together: see `stages`. */
  readonly isStaged: boolean;
  /** Whether they share what they find out of public signatures: see `sharedChecks`. */
  readonly sharesChecks: boolean;
}

/** What a thread is told: to begin the round, and, where it is staged, to send what is ready. */
export type DevicesHear = { readonly what: 'begin' } | { readonly what: 'go'; readonly kind: Kind };

/** What a thread says; `staged`: its devices have their messages of a kind ready. */
export type DevicesSay =
  | { readonly what: 'ready'; readonly tokens: readonly RequestTime[] }
  | { readonly what: 'staged'; readonly kind: Kind }
  | { readonly what: 'over'; readonly outcome: DevicesOutcome };

/** What a thread's devices did. */
export interface DevicesOutcome {
  /** How many ended how: `done`, `left`, or a code. */
  readonly ends: Readonly<Record<string, number>>;
  /** Of acknowledged messages. */
  readonly times: readonly RequestTime[];
  /** Devices whose report was acknowledged. */
  readonly reporters: number;
  /** Sum of their encoded reports, modulo 2^32. */
  readonly sum: Uint32Array;
  /** Sum of their vectors, without encoding and noise. */
  readonly plain: Float64Array;
}
