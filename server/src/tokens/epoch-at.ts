const DAY = 86_400_000;
export const WEEK = 7 * DAY;

/** A week of ISO 8601 in UTC: one RSA key, one token a person, one bundle. */
export interface Epoch {
  /** E.g. `2026-w47`, as `EpochId` of the wire. */
  readonly id: string;
  /** Monday, 00:00 UTC. */
  readonly validFrom: Date;
  /** The next. */
  readonly validUntil: Date;
}

/** The epoch that a moment lies in. */
export function epochAt(moment: Date): Epoch {
  // 1970 began on a Thursday, so weeks count from the Monday before.
  const monday = Math.floor((moment.getTime() + 3 * DAY) / WEEK) * WEEK - 3 * DAY;
  // A week belongs to the year that its Thursday is in.
  const year = new Date(monday + 3 * DAY).getUTCFullYear();
  const week = 1 + Math.floor((monday + 3 * DAY - Date.UTC(year, 0, 1)) / WEEK);
  return {
    id: `${year}-w${String(week).padStart(2, '0')}`,
    validFrom: new Date(monday),
    validUntil: new Date(monday + WEEK),
  };
}
