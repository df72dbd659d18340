/** What a person's second moment is taken over: `head` titles each by itself, and `content` directions of all others' content. */
export interface MomentDesign {
  readonly head: number;
  readonly content: number;
}

/** Directions of a design. */
export const momentRank = ({ head, content }: MomentDesign): number => head + content;

/** Numbers of a report: the upper triangle of a `rank` x `rank` matrix. */
export const momentDimension = (rank: number): number => (rank * (rank + 1)) / 2;

/** From few people to many; small catalogues have the first ones, too. The largest has 166,176 numbers; a bundle holds at most 262,144. */
export const momentDesigns: readonly MomentDesign[] = [
  { head: 16, content: 32 },
  { head: 32, content: 32 },
  { head: 64, content: 32 },
  { head: 128, content: 32 },
  { head: 256, content: 32 },
  { head: 384, content: 32 },
  { head: 512, content: 64 },
];

/**
 * People that must stand, in effect, behind each number of a small design. Measured on drawn people of the starter catalogue who take part
 * once: 32:32 is better than 16:32 from 200 to 500 reports, as good at 100, and 64:32 as good as it from 500 to 800 (`bench/RESULTS.md`).
 */
const neededBySmall: ReadonlyMap<number, number> = new Map([
  [momentDimension(48), 0],
  [momentDimension(64), 6],
  [momentDimension(96), 20],
]);
/**
 * The same for a design of 160 directions; more for larger ones, as titles that are watched less have less in common. Measured on drawn
 * people of two populations, cohorts of 1,000: 128:32 is better than 64:32 from about 4,000 people on, 256:32 than 128:32 from 20,000 to 80,000
 * (`bench/RESULTS.md`). A larger design than that costs little quality, but numbers to send.
 */
const effectiveLeast = 180;
const measuredDimension = momentDimension(160);
const growth = 0.9;
/**
 * Long histories tell more of titles that few watch: of people who count for so many titles in the popularity query, on average, so many
 * times fewer are enough. 256:32 is better than 128:32 from 5,000 of those fitted to MovieLens-small on (46 titles each), and of those fitted to
 * MovieTweetings (21) where it says above.
 */
const manyTitles = 32;
const fewerWhereMany = 4;
/** Measured with noise of 3.7304 a participation and seven participations. */
const noisePerNumber = 1.74;

/** How many people must stand, in effect, behind each number of a design. @param titlesEach as of `designFor`. */
export function peopleNeeded(design: MomentDesign, titlesEach = 0): number {
  const dimension = momentDimension(momentRank(design));
  const ofSmall = neededBySmall.get(dimension);
  if (ofSmall !== undefined) return ofSmall;
  const needed = effectiveLeast * (dimension / measuredDimension) ** growth;
  return titlesEach < manyTitles ? needed : needed / fewerWhereMany;
}

/** How many people stand behind each number of a report, in effect, once all have taken part in cohorts of `cohort`. */
export const effectivePeople = (people: number, cohort: number, dimension: number): number =>
  (people * cohort) / (noisePerNumber * dimension);

/**
 * The largest design that so many people, in cohorts of so many, carry over the noise; the smallest where they are too few
 * for any.
 * @param items titles of the catalogue, of which the head is at most half.
 * @param titlesEach that people count for in the popularity query, on average; 0 where it is not known.
 */
export function designFor(people: number, cohort: number, items: number, titlesEach = 0): MomentDesign {
  const fitting = momentDesigns.filter(
    (design) =>
      2 * momentRank(design) <= items &&
      effectivePeople(people, cohort, momentDimension(momentRank(design))) >=
        peopleNeeded(design, titlesEach),
  );
  const [smallest] = momentDesigns;
  return fitting.at(-1) ?? { head: Math.min(smallest.head, items >> 2), content: smallest.content };
}
