/** How far a title's entry can be relied on, 0..1 each; 0.7 is unknown. */
export interface TrustParts {
  /** Reliability of where the entry comes from. */
  readonly source: number;
  /** Completeness, agreement between sources, corrections. */
  readonly metadata: number;
  /** Whether it can really be watched where the entry says. */
  readonly availability: number;
  /** How well the title did where it was recommended before. */
  readonly quality: number;
  /** How well founded it is that this person likes it. */
  readonly preference: number;
}

export interface Trust {
  readonly score: number;
  readonly parts: TrustParts;
}

export const unknownTrust = 0.7;
/** Titles below are hidden. */
export const leastTrust = 0.6;

/** The overview's weights. */
export const trustWeights: TrustParts = {
  source: 0.25,
  metadata: 0.25,
  availability: 0.2,
  quality: 0.15,
  preference: 0.15,
};

export function trustOf(parts: TrustParts): Trust {
  const score =
    trustWeights.source * parts.source +
    trustWeights.metadata * parts.metadata +
    trustWeights.availability * parts.availability +
    trustWeights.quality * parts.quality +
    trustWeights.preference * parts.preference;
  return { score, parts };
}

const day = 86_400_000;

/** A value that was true `at`, drawn towards unknown as it ages: exp(-days / lifetime) of it is left. */
export function aged(value: number, at: number | undefined, now: number, lifetimeDays: number): number {
  if (at === undefined) return unknownTrust;
  const left = Math.exp(-Math.floor(Math.max(0, now - at) / day) / lifetimeDays);
  return unknownTrust + (value - unknownTrust) * left;
}
