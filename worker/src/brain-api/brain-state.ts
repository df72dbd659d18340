import type { ProfilesView } from './profile-views.ts';
import type { SyncView } from './sync-views.ts';
import type { TogetherView } from './together-views.ts';

export interface BrainState {
  /** `elsewhere`: another tab holds the vault. `unusable`: see `problem`. */
  readonly vault: 'none' | 'locked' | 'open' | 'elsewhere' | 'unusable';
  readonly hasPasskey: boolean;
  readonly catalogue: { readonly items: number; readonly version: string } | undefined;
  /** Who looks for titles with this vault; only where it is open. */
  readonly profiles?: ProfilesView;
  /** Events of the profile that is open that count for the model. */
  readonly events: number;
  readonly problem?: { code: string; message: string; meaning: string; mend: string };
  /** Whether the person's devices share, how that stands, and how often what `sync()` says has changed; only where the vault is open. */
  readonly sync?: {
    readonly choice: SyncView['choice'];
    readonly status: SyncView['status']['kind'];
    readonly changes: number;
    /** How often events have come or gone, or settings changed, by another device's doing. */
    readonly arrivals: number;
  };
  /** Whether the person takes part in rounds, and how often what `together()` says has changed; only where the vault is open. */
  readonly together?: { readonly choice: TogetherView['choice']; readonly changes: number };
}

export interface Settings {
  /** Minutes without use until the vault locks itself; 0 never. */
  readonly lockAfterMinutes: number;
  /** Platforms the person has; empty means all. */
  readonly platforms: string[];
  readonly country: string | undefined;
}
