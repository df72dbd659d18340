import type { PlainError } from '@parlour/wire';
import type { Obstacle } from '../replica/obstacle.ts';
import type { LinkStatus } from '../transport/room-link.ts';

/** What a person is told of how their devices stand. Nothing but `up-to-date` says that all is well. */
export type SyncStatus =
  | { readonly kind: 'off' }
  /** The relay has everything of this device, and this device everything that it has heard of. */
  | { readonly kind: 'up-to-date' }
  /** On the way: so many changes of this device are not known to be at the relay. */
  | { readonly kind: 'waiting'; readonly changes: number }
  /** No connection; it is tried again by itself. */
  | { readonly kind: 'offline'; readonly changes: number; readonly why: PlainError | undefined }
  /** Something has to happen first. */
  | { readonly kind: 'blocked'; readonly because: Blockage; readonly why: PlainError | undefined };

/**
 * `storage`: what was done cannot be kept on this device. `refused`: the relay does not want this device or its room. `gap`: what
 * another device has written is withheld or lost. `fork`: a device was copied, or shown to others differently.
 */
export type Blockage = Obstacle | 'storage' | 'refused' | 'gap' | 'fork';

export interface SyncFacts {
  readonly isOn: boolean;
  /** The first thing that keeps this device from sealing. */
  readonly obstacle: Obstacle | undefined;
  /** Why the last state could not be stored. */
  readonly storage: PlainError | undefined;
  /** Of the room that is written to; undefined where there is none yet. */
  readonly link: LinkStatus | undefined;
  /** Changes that are not known to lie at the relay. */
  readonly unsent: number;
  /** What is at hand is being taken in, or stored. */
  readonly isBusy: boolean;
  readonly gaps: number;
  readonly forks: number;
}

/** The one sentence that is true. What keeps anything from going on comes before what passes by itself. */
export function syncStatus(facts: SyncFacts): SyncStatus {
  const { link, unsent } = facts;
  if (!facts.isOn) return { kind: 'off' };
  if (facts.obstacle !== undefined) return blocked(facts.obstacle);
  if (facts.storage !== undefined) return blocked('storage', facts.storage);
  if (link?.kind === 'refused') return blocked('refused', link.reason.toPlain());
  if (facts.forks > 0) return blocked('fork');
  if (link?.kind !== 'connected') {
    const why = link?.kind === 'offline' ? link.reason.toPlain() : undefined;
    return { kind: 'offline', changes: unsent, why };
  }
  if (facts.gaps > 0) return blocked('gap');
  if (unsent > 0 || facts.isBusy) return { kind: 'waiting', changes: unsent };
  return { kind: 'up-to-date' };
}

const blocked = (because: Blockage, why?: PlainError): SyncStatus => ({ kind: 'blocked', because, why });
