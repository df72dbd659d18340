export const millisecondsADay = 86_400_000;

/** Whole days since 1970, UTC: as fine as public signals keep time. */
export function dayOf(milliseconds: number): number {
  return Math.floor(milliseconds / millisecondsADay);
}
