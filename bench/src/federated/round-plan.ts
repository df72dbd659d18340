/** Rounds one after the other, and who is in each. */
export interface RoundPlan {
  readonly rounds: number;
  /** Of those, the first ask for popularity. */
  readonly popularityRounds: number;
  /** People of a round, each once. */
  people(round: number): Int32Array;
  /** The rounds from `from` to `to`, those of the very same people together. */
  groups(from: number, to: number): number[][];
}

/**
 * As many rounds of `cohort` people as give nobody more than `participations`: people come by in one order, drawn once, and
 * again from its beginning. A share of the rounds, and one at least, asks for popularity, so the others can ask over a basis.
 * @param shuffled people in that order; at least `cohort`.
 */
export function roundPlan(
  shuffled: Int32Array,
  cohort: number,
  participations: number,
  popularityShare = 1 / 8,
): RoundPlan {
  const count = shuffled.length;
  const rounds = Math.floor((count * participations) / cohort);
  const startOf = (round: number) => (round * cohort) % count;
  return {
    rounds,
    popularityRounds: Math.max(1, Math.floor(rounds * popularityShare)),
    people(round) {
      const start = startOf(round);
      return Int32Array.from({ length: cohort }, (_, place) => shuffled[(start + place) % count]);
    },
    groups(from, to) {
      const byStart = new Map<number, number[]>();
      for (let round = from; round < to; round++) {
        const start = startOf(round);
        byStart.set(start, [...(byStart.get(start) ?? []), round]);
      }
      return [...byStart.values()];
    },
  };
}

/** Of a plan's rounds from `from` to `to`, the most that any one person is in. */
export function mostRounds(plan: RoundPlan, from: number, to: number, people: number): number {
  const counts = new Int32Array(people);
  for (let round = from; round < to; round++) for (const person of plan.people(round)) counts[person]++;
  return counts.reduce((most, count) => Math.max(most, count), 0);
}
