import { momentPerson, momentScore, type MomentModel } from '@parlour/model/moments';

/** How well models find what a person watched, from what they had watched before: on their device, of their own history. */
export interface OwnQuality {
  /** Titles that were looked for: the latest that all models know. */
  readonly cases: number;
  /** How many of them are among the first ten of each model's list, in the order of the models. */
  readonly hits: readonly number[];
  /** Mean NDCG@10 of each. */
  readonly ndcg: readonly number[];
  /** By model, mean difference to the first in NDCG@10, and its standard error. */
  readonly difference: readonly { readonly mean: number; readonly se: number }[];
}

/** A model, with the place of each title of a person's history in it; -1 where it does not know the title. */
export interface JudgedModel {
  readonly model: MomentModel;
  readonly placeOf: (item: string) => number;
}

const mostCases = 30;
/** Titles before one that is looked for. */
const fewestBefore = 3;
const listLength = 10;

/**
 * Leaves out each of the last titles in turn, with everything after it, and looks for it among all titles of the model that the
 * person had not watched by then.
 * @param watched items, oldest first, each once.
 */
export function ownQuality(models: readonly JudgedModel[], watched: readonly string[]): OwnQuality {
  const known = watched.filter((item) => models.every(({ placeOf }) => placeOf(item) >= 0));
  const first = Math.max(fewestBefore, known.length - mostCases);
  const gains = models.map(({ model, placeOf }) => {
    const places = known.map(placeOf);
    return known.slice(first).map((_, at) => gainOf(model, places.slice(0, first + at), places[first + at]));
  });
  const [reference = []] = gains;
  return {
    cases: reference.length,
    hits: gains.map((own) => own.filter((gain) => gain > 0).length),
    ndcg: gains.map(mean),
    difference: gains.map((own) => {
      const differences = own.map((gain, at) => gain - reference[at]);
      return { mean: mean(differences), se: standardError(differences) };
    }),
  };
}

function gainOf(model: MomentModel, before: readonly number[], target: number): number {
  const person = momentPerson(model, before);
  const seen = new Set(before);
  const score = momentScore(model, person, target);
  let rank = 0;
  for (let item = 0; item < model.items && rank < listLength; item++) {
    if (item === target || seen.has(item)) continue;
    const other = momentScore(model, person, item);
    if (other > score || (other === score && item < target)) rank++;
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
