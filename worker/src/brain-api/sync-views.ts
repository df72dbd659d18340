import type { PlainError } from '@parlour/wire';

/** How a person's devices share their record, as this one sees it. */
export interface SyncView {
  readonly choice: 'off' | 'on';
  /** Address of the relay. */
  readonly relay: string;
  /** What this device is called on the others. */
  readonly name: string;
  readonly status: SyncStatusView;
  /** Those that belong, this one first. */
  readonly devices: readonly DeviceView[];
  readonly pairing: PairingView | undefined;
  /** Why a fresh room was begun while Parlour has been open. */
  readonly moved: 'gap' | 'fork' | 'forgery' | undefined;
  /** What lay at the relay and was ignored, while Parlour has been open. */
  readonly ignored: IgnoredView;
  /** Why what lies at the relay for the recovery words is not the latest. */
  readonly wordsProblem: PlainError | undefined;
  /** The device on which the recovery words in use were made; its name, as long as it belongs. */
  readonly wordsBy: Pick<DeviceView, 'name' | 'isThis'> | undefined;
  /** Why this device has a privacy budget of its own, beside the one that the others share. */
  readonly hasOwnBudget: boolean;
}

export interface IgnoredView {
  /** How many that none of the devices wrote, or that were damaged. */
  readonly notOurs: number;
  /** Whether a device that was removed goes on writing. */
  readonly isOfRemoved: boolean;
}

export type SyncStatusView =
  | { readonly kind: 'off' | 'up-to-date' }
  | { readonly kind: 'waiting'; readonly changes: number }
  | { readonly kind: 'offline'; readonly changes: number; readonly why: PlainError | undefined }
  | {
      readonly kind: 'blocked';
      readonly because:
        | 'not-a-member'
        | 'keys-missing'
        | 'disputed'
        | 'unconfirmed'
        | 'storage'
        | 'refused'
        | 'gap'
        | 'fork'
        | 'budget';
      readonly why: PlainError | undefined;
    };

export interface DeviceView {
  readonly id: string;
  /** Undefined as long as the device has not said. */
  readonly name: string | undefined;
  /** Unix milliseconds, to the day. */
  readonly lastSeen: number | undefined;
  readonly isThis: boolean;
}

export type PairingView =
  /** The new device shows the code. `until`: Unix milliseconds. */
  | {
      readonly phase: 'shown';
      readonly qrText: string;
      readonly words: readonly string[];
      readonly until: number;
    }
  | { readonly phase: 'looking' }
  /** Both screens show the same numbers, or somebody is in between. */
  | { readonly phase: 'comparing'; readonly numbers: string; readonly isConfirmed: boolean }
  | { readonly phase: 'failed'; readonly problem: PlainError };

/** What is chosen when a device begins to share. */
export interface SyncBeginning {
  /** Address of the relay; undefined: the one that Parlour came with. */
  readonly relay?: string | undefined;
  /** What this device is called on the others. */
  readonly name: string;
}
