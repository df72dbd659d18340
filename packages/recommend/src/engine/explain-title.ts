import { type ItemMood, moodsOfItem } from '../moods/moods-of-item.ts';
import type { Moment, StrategyName } from '../strategies/strategy.ts';
import type { RankedList } from '../fusion/fuse.ts';
import type { Trust } from '../trust/trust.ts';
import { allow } from './allow.ts';
import type { House } from './house.ts';
import { mixtureOf } from './mixture.ts';
import { preferenceBy } from './preference.ts';
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

/**
 * `shown` are the strategies' lists behind the list in which the person saw the title, if any: its trust is the one that it had
 * there. @throws StrategyFailure where one of the strategies fails
 */
export function explainTitle(
  house: House,
  sitting: Sitting,
  row: number,
  moment: Moment,
  shown: readonly RankedList[],
): Explanation {
  const { catalogue, allowed } = house;
  const preference = preferenceOf(house, sitting, row, moment, shown);
  allowed.fill(0);
  allowed[row] = 1;
  const ranked = rankMembers(house, sitting, moment);
  const lists = ranked.map(({ name, ranking: { rows } }) => ({ name, rows }));
  const { weights, strength } = mixtureOf(house, sitting, lists, moment);
  const parts = ranked.map(({ name, ranking }) => ({
    strategy: name,
    weight: weights[name],
    part: ranking.rows.length > 0 ? strength.partOf(name, ranking.scores[0]) : 0,
  }));
  const paths = ranked
    .flatMap(({ ranking }) => (ranking.rows.length > 0 ? ranking.evidence(row) : []))
    .filter((one) => one.kind === 'path')
    .sort((left, right) => right.weight - left.weight);
  const { titles } = sitting.person;
  const reasonParts = { catalogue, titles, members: ranked, strength, moment, paths: true };
  return {
    item: catalogue.id(row),
    score: strength.of(row, moment),
    parts,
    reasons: reasonsOfRow(reasonParts, row, hintsFor(reasonParts, row)),
    paths: paths.map(({ rows, weight }) => ({ items: rows.map((one) => catalogue.id(one)), weight })),
    moods: moodsOfItem(catalogue, row),
    trust: house.itemTrust.of(row, moment.now, preference),
  };
}

/** As in a list of the moment: by whether the title is in the strategies' lists among all others. */
function preferenceOf(
  house: House,
  sitting: Sitting,
  row: number,
  moment: Moment,
  shown: readonly RankedList[],
): number {
  let lists = shown;
  if (!shown.some(({ rows }) => rows.includes(row))) {
    allow(house, sitting.person, { count: 1 }, moment);
    house.allowed[row] = 1;
    lists = rankMembers(house, sitting, moment).map(({ name, ranking: { rows } }) => ({ name, rows }));
  }
  const { fused } = mixtureOf(house, sitting, lists, moment);
  return preferenceBy(lists, fused, sitting.person.history.length)(row);
}
