import type { ItemShare } from '../personal/personal-model.ts';
import type { Preference } from '../personal/preference.ts';
import type { Rates, Triples } from './triples.ts';

/** Follows the steps and keeps what each preference put into the vector. */
export interface ShareLedger {
  record(triples: Triples, pulls: Float32Array, rates: Rates): void;
  shares(): ItemShare[];
}

/**
 * Every step of BPR on the person's vector is linear in the items' features, so the vector stays a known sum of them:
 * the same recurrence, run on coefficients instead of components, attributes it exactly.
 * `anchor` holds the start vector's coefficients; `before` those of the model that a warm start goes on from, where
 * titles new since then are in the vector with their anchor's coefficient.
 */
export function shareLedger(
  preferences: readonly Preference[],
  anchor: Float64Array,
  before?: readonly ItemShare[],
): ShareLedger {
  const indexOfRow = new Map(preferences.map(({ row }, index) => [row, index]));
  const known =
    before === undefined ? undefined : new Map(before.map((share) => [share.item, share.coefficient]));
  const current =
    known === undefined
      ? anchor.slice()
      : Float64Array.from(preferences, ({ item }, index) => known.get(item) ?? anchor[index] ?? 0);
  const add = (row: number, by: number): void => {
    const index = indexOfRow.get(row);
    if (index !== undefined) current[index] = (current[index] ?? 0) + by;
  };
  return {
    record({ steps, batch, positives, negatives }, pulls, { learningRate, pull }) {
      for (let step = 0; step < steps; step += 1) {
        for (let i = 0; i < current.length; i += 1) {
          const away = (current[i] ?? 0) - (anchor[i] ?? 0);
          current[i] = (current[i] ?? 0) - learningRate * pull * away;
        }
        for (let at = step * batch; at < (step + 1) * batch; at += 1) {
          const by = (learningRate * (pulls[at] ?? 0)) / batch;
          add(positives[at] ?? -1, by);
          add(negatives[at] ?? -1, -by);
        }
      }
    },
    // In the precision in which they are saved: a reload changes nothing.
    shares: () =>
      preferences.map(({ item }, index) => ({ item, coefficient: Math.fround(current[index] ?? 0) })),
  };
}
