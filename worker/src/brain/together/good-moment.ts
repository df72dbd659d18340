import type { DeviceConditions } from '../../brain-api/index.ts';

export interface Moment extends DeviceConditions {
  /** Milliseconds since the person last did anything. */
  readonly idleMs: number;
  /** Undefined where the browser does not say. */
  readonly isMetered?: boolean | undefined;
}

/** Milliseconds without the person, after which work for others begins. */
export const idleAfterMs = 60_000;

export type Waiting = 'in-use' | 'on-battery' | 'metered';

/** Why this is no moment to begin a round; undefined where it is one. What the browser does not say stands in no way. */
export function notNow({ idleMs, isHidden, isCharging, isMetered }: Moment): Waiting | undefined {
  if (idleMs < idleAfterMs && !isHidden) return 'in-use';
  if (isCharging === false) return 'on-battery';
  return isMetered === true ? 'metered' : undefined;
}

/** What this browser says of the connection; workers are told too. */
export function isMetered(): boolean | undefined {
  const { connection } = navigator as Navigator & {
    readonly connection?: { readonly saveData?: boolean; readonly type?: string };
  };
  if (connection === undefined) return undefined;
  return connection.saveData === true || connection.type === 'cellular';
}
