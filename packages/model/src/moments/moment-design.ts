/** What a person's second moment is taken over: `head` titles each by itself, and `content` directions of all others' content. */
export interface MomentDesign {
  readonly head: number;
  readonly content: number;
}

/** Directions of a design. */
export const momentRank = ({ head, content }: MomentDesign): number => head + content;

/** Numbers of a report: the upper triangle of a `rank` x `rank` matrix. */
export const momentDimension = (rank: number): number => (rank * (rank + 1)) / 2;

/** From few people to many. The largest has 166,176 numbers; a bundle holds at most 262,144. */
export const momentDesigns: readonly MomentDesign[] = [
  { head: 16, content: 32 },
  { head: 24, content: 40 },
  { head: 40, content: 56 },
  { head: 64, content: 64 },
  { head: 128, content: 64 },
  { head: 256, content: 64 },
  { head: 384, content: 64 },
  { head: 512, content: 64 },
];

/**
 * People that must stand, in effect, behind each number of a design of 96 directions; by the root of the directions more or fewer for others,
 * as noise grows with them too. Measured, cohorts of 1,000: 24:40 is better than 16:32 at 2,500 people, 40:56 than 24:40 at 4,200, 64:64
 * than 40:56 at 10,000; 128:64 is not yet better than 64:64 at 20,000, nor 256:64 than 128:64 at 55,000 (`bench/RESULTS.md`).
 */
const effectiveLeast = 520;
const measuredRank = 96;
/** Measured with noise of 3.7304 a participation and seven participations. */
const noisePerNumber = 1.74;

/** How many people must stand, in effect, behind each number of a design. */
export const peopleNeeded = (design: MomentDesign): number =>
  effectiveLeast * Math.sqrt(momentRank(design) / measuredRank);

/** How many people stand behind each number of a report, in effect, once all have taken part in cohorts of `cohort`. */
export const effectivePeople = (people: number, cohort: number, dimension: number): number =>
  (people * cohort) / (noisePerNumber * dimension);

/**
 * The largest design that so many people, in cohorts of so many, carry over the noise; the smallest where they are too few
 * for any. @param items titles of the catalogue, of which the head is at most half.
 */
export function designFor(people: number, cohort: number, items: number): MomentDesign {
  const fitting = momentDesigns.filter(
    (design) =>
      2 * momentRank(design) <= items &&
      effectivePeople(people, cohort, momentDimension(momentRank(design))) >= peopleNeeded(design),
  );
  const [smallest] = momentDesigns;
  return fitting.at(-1) ?? { head: Math.min(smallest.head, items >> 2), content: smallest.content };
}
