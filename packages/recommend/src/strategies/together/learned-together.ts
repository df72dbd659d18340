import type { Catalogue } from '@parlour/catalogue';
import { type MomentModel, momentPerson, momentScore, watchWeights } from '@parlour/model/moments';
import { ParlourError } from '@parlour/wire';
import { bestFirst } from '../../space/best-first.ts';
import { bestRows } from '../../space/best-rows.ts';
import { watchedItems } from '../collaborative/watched-items.ts';
import { type Evidence, type History, rankingLength, type Strategy } from '../strategy.ts';

/** Titles that the quick evidence names. */
const named = 12;

/**
 * The collaborative strategy by what was learned of people here, through private sums alone. The model's titles are found in the
 * catalogue by their ids, whatever its version; those that it does not have are left out.
 *
 * @param items the model's titles, by place.
 * @throws ParlourError `model/together-of-another-catalogue` if the catalogue has none of them
 */
export function learnedTogether(
  model: MomentModel,
  items: readonly string[],
  catalogue: Catalogue,
): Strategy {
  const rows = Int32Array.from(items, (item) => catalogue.rowOf(item));
  const itemOf = new Int32Array(catalogue.size).fill(-1);
  rows.forEach((row, item) => {
    if (row >= 0) itemOf[row] = item;
  });
  if (rows.every((row) => row < 0)) throw ofAnotherCatalogue(items.length);
  return { name: 'collaborative', prepare: (history) => prepare(model, rows, itemOf, history) };
}

function prepare(
  model: MomentModel,
  rows: Int32Array,
  itemOf: Int32Array,
  history: History,
): ReturnType<Strategy['prepare']> {
  const watched = watchedItems(history, itemOf);
  const person = personOf(model, watched);
  const scores = new Float32Array(itemOf.length);
  if (watched.length > 0)
    rows.forEach((row, item) => {
      if (row >= 0) scores[row] = momentScore(model, person, item);
    });
  const ordered = bestFirst(scores);
  const recency = watchWeights(watched.length);
  const evidence = (row: number, most: number): Evidence[] => {
    const item = itemOf[row] ?? -1;
    if (item < 0) return [];
    const summands = Float64Array.from(watched, (one, place) => {
      const alone = momentPerson(model, [one.item], [recency[place] * one.weight]);
      return momentScore(model, alone, item);
    });
    const found: Evidence[] = [];
    for (const place of bestRows(summands, undefined, Math.min(most, summands.length))) {
      if (summands[place] !== 0)
        found.push({ kind: 'history', row: rows[watched[place].item], weight: summands[place] });
    }
    return found;
  };
  const withouts = new Map<number, Float64Array>();
  const without = (item: number): Float64Array => {
    const known = withouts.get(item);
    if (known !== undefined) return known;
    const left = personOf(
      model,
      watched.filter((one) => one.item !== item),
    );
    withouts.set(item, left);
    return left;
  };
  return {
    rank(allowed) {
      return {
        ...ordered.best(allowed, rankingLength),
        evidence: (row) => evidence(row, watched.length),
        quickEvidence: (row) => evidence(row, named),
      };
    },
    scoreWithout(row, left) {
      const item = itemOf[row] ?? -1;
      if (item < 0 || watched.length === 0) return 0;
      const gone = left === undefined ? -1 : (itemOf[left] ?? -1);
      const isThere = gone >= 0 && watched.some((one) => one.item === gone);
      return Math.max(0, Math.fround(isThere ? momentScore(model, without(gone), item) : scores[row]));
    },
  };
}

const personOf = (
  model: MomentModel,
  watched: readonly { readonly item: number; readonly weight: number }[],
): Float64Array =>
  momentPerson(
    model,
    watched.map(({ item }) => item),
    watched.map(({ weight }) => weight),
  );

const ofAnotherCatalogue = (items: number): ParlourError =>
  new ParlourError('model/together-of-another-catalogue', {
    message: `The catalogue has none of the ${items} titles of what was learned from everybody.`,
    meaning: 'It is not used: your list is made as before.',
    mend: 'There is nothing for you to do; the next model is of the titles that are here now.',
  });
