import { type ItemMood, moodsOfItem } from '../moods/moods-of-item.ts';
import type { Moment, StrategyName } from '../strategies/strategy.ts';
import { type Trust, unknownTrust } from '../trust/trust.ts';
import type { House } from './house.ts';
import { rankMembers } from './rank-members.ts';
import { hintsFor, reasonsOfRow } from './reasons-of-row.ts';
import type { Reason } from './recommended-list.ts';
import type { Sitting } from './sitting.ts';

/** Why a title is recommended to the person, or would be. */
export interface Explanation {
  readonly item: string;
  /** As in a list. */
  readonly score: number;
  /** What each strategy adds to it, and its weight in the fusion. */
  readonly parts: readonly {
    readonly strategy: StrategyName;
    readonly weight: number;
    readonly part: number;
  }[];
  readonly reasons: readonly Reason[];
  /** Along real edges of the graph, from a title of the history to this one, both included; heaviest first. */
  readonly paths: readonly { readonly items: readonly string[]; readonly weight: number }[];
  readonly moods: readonly ItemMood[];
  readonly trust: Trust;
}

/** @throws StrategyFailure where one of the strategies fails */
export function explainTitle(house: House, sitting: Sitting, row: number, moment: Moment): Explanation {
  const { catalogue } = house;
  house.allowed.fill(0);
  house.allowed[row] = 1;
  const ranked = rankMembers(house, sitting, moment);
  const parts = ranked.map(({ name, ranking }) => ({
    strategy: name,
    weight: sitting.weights[name],
    part: ranking.rows.length > 0 ? sitting.strength.partOf(name, ranking.scores[0]) : 0,
  }));
  const paths = ranked
    .flatMap(({ ranking }) => (ranking.rows.length > 0 ? ranking.evidence(row) : []))
    .filter((one) => one.kind === 'path')
    .sort((left, right) => right.weight - left.weight);
  const { titles } = sitting.person;
  const reasonParts = { catalogue, titles, members: ranked, strength: sitting.strength, moment, paths: true };
  return {
    item: catalogue.id(row),
    score: sitting.strength.of(row, moment),
    parts,
    reasons: reasonsOfRow(reasonParts, row, hintsFor(reasonParts, row)),
    paths: paths.map(({ rows, weight }) => ({ items: rows.map((one) => catalogue.id(one)), weight })),
    moods: moodsOfItem(catalogue, row),
    trust: house.itemTrust.of(row, moment.now, unknownTrust),
  };
}
