import { type MomentModel, momentScores } from '@parlour/model/moments';
import { fewestCases, type PublicCase, type PublicCases } from './public-cases.ts';

/** What is measured side by side, by name: the score of each title for a history of places. */
export type Arms = Readonly<Record<string, (history: readonly number[]) => ArrayLike<number>>>;

/** What a gate came to. */
export interface GateResult {
  /** In a sentence, why it was not passed; null where it was. */
  readonly reason: string | null;
  readonly metrics: Readonly<Record<string, number>>;
}

const listLength = 10;
/** Standard errors of the mean difference that a candidate may be worse by. */
const slack = 2;
/** Of the NDCG of what is served, what a candidate may be worse by. */
const servedLoss = 0.1;

/** Scores of a learned model; of titles that it was not learned over, none. */
export const armOf =
  (model: MomentModel): Arms[string] =>
  (history) =>
    momentScores(model, history);

/**
 * Whether a candidate may be promoted, by its NDCG@10 on public cases beside other arms (popularity alone, and what is served now).
 *
 * It must not be clearly below popularity, and on titles that are alike, where popularity does badly, clearly above it. On
 * people's ratings it may lose a tenth of what is served now and no more, as two learnings differ by their noise alone; on titles that
 * are alike, where a model of much noise does better than one that has learned (`bench/RESULTS.md`), what is served is measured and decides nothing.
 *
 * On ratings that tells apart a model that is broken, or was broken by lies, from one that is not. On titles that are alike it is next to no
 * check: nearly all that has the content of its basis passes, one of noise alone too (which `momentTold` finds in the sum). It does not tell how
 * good lists are for the people of this installation, of whom nothing is known here; on titles that are alike it does not tell what was learned
 * from what the basis knew of content; a loss within those bounds passes, and so does a lie that leaves the rest as it is, such
 * as one title that is lifted. Where there are too few cases nothing is refused, and the metrics say so.
 */
export function passGate({ source, cases }: PublicCases, candidate: Arms[string], others: Arms): GateResult {
  const ofCandidate = cases.map((each) => gainOf(candidate, each));
  const metrics: Record<string, number> = {
    gateCases: cases.length,
    gateCasesAreRatings: source === 'ratings' ? 1 : 0,
    candidateNdcg: mean(ofCandidate),
  };
  let reason: string | null = null;
  for (const [name, arm] of Object.entries(others)) {
    const differences = cases.map((each, i) => ofCandidate[i] - gainOf(arm, each));
    const [difference, error] = [mean(differences), standardError(differences)];
    metrics[`${name}Ndcg`] = mean(ofCandidate) - difference;
    metrics[`${name}DifferenceSe`] = error;
    const isToBeat = source === 'similar-titles' && name === 'popularity';
    const allowed =
      name === 'served' ? Math.max(slack * error, servedLoss * metrics[`${name}Ndcg`]) : slack * error;
    const least = isToBeat ? slack * error : -allowed;
    const decides = name !== 'served' || source === 'ratings';
    if (!decides || cases.length < fewestCases || (isToBeat ? difference > least : difference >= least))
      continue;
    const how = isToBeat ? 'not clearly above' : 'clearly below';
    reason ??= `On ${cases.length} public cases its NDCG@10 is ${how} that of ${name} (difference ${difference.toFixed(4)}, standard error ${error.toFixed(4)}).`;
  }
  return { reason, metrics };
}

/** NDCG@10 of one list over all titles that are not in the history: one target, so the ideal is 1. */
function gainOf(arm: Arms[string], { history, target }: PublicCase): number {
  const scores = arm(history);
  const seen = new Set(history);
  // What is no number is above nothing.
  if (Number.isNaN(scores[target])) return 0;
  let rank = 0;
  for (let place = 0; place < scores.length && rank < listLength; place++) {
    if (place === target || seen.has(place)) continue;
    // Of equal scores the first place comes first, so that saying nothing is no way to the top.
    if (scores[place] > scores[target] || (scores[place] === scores[target] && place < target)) rank++;
  }
  return rank < listLength ? 1 / Math.log2(rank + 2) : 0;
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function standardError(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
