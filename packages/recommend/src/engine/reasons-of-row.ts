import type { Catalogue, CodedColumn } from '@parlour/catalogue';
import { becauseOf } from '../reasons/deed.ts';
import { genreRarity } from '../reasons/genre-rarity.ts';
import { moodsOfItem } from '../moods/moods-of-item.ts';
import type { Evidence, Moment, Ranking, StrategyName } from '../strategies/strategy.ts';
import type { TitleHistory } from './history-from-events.ts';
import type { Reason } from './recommended-list.ts';
import type { Strength } from './strength.ts';

export interface RankedMember {
  readonly name: StrategyName;
  readonly ranking: Ranking;
  /** Rank of each row, from 0. */
  readonly ranks: ReadonlyMap<number, number>;
}

export interface ReasonParts {
  readonly catalogue: Catalogue;
  readonly titles: ReadonlyMap<number, TitleHistory>;
  readonly members: readonly RankedMember[];
  readonly strength: Strength;
  readonly moment: Moment;
  /** True looks for paths in the graph too, which takes tens of milliseconds. */
  readonly paths?: boolean;
}

/** Titles that could carry a recommendation, and how many of them are tried. */
const possible = 8;
const tried = 4;
/** A loss below this is rounding. */
const leastLoss = 1e-5;
/**
 * Of the score, what titles with a word in common carry together at least, as far as each by itself tells. Of less it can be untrue of all of
 * them at once: what is left of the history may go better with the title.
 */
const leastShare = 0.02;
const leastMood = 0.6;

interface Carrier {
  readonly title: TitleHistory;
  /** How far the score falls without it, as a share of the score. */
  readonly loss: number;
}

/** What the strategies say for a title, before any of it is tried. */
export interface Hints {
  readonly evidence: ReturnType<typeof evidenceOf>;
  /** Rows of the history that could carry the title, with their parts of its score, heaviest first. */
  readonly carriers: readonly (readonly [row: number, part: number])[];
}

export function hintsFor(parts: ReasonParts, row: number): Hints {
  const evidence = evidenceOf(parts.members, row, parts.paths === true);
  return { evidence, carriers: possibleCarriers(parts, row, evidence) };
}

/**
 * Why a title is in the list: first the one title that carries it most, then what it shares with others. A title of the history is named only if taking it out of the
 * history really lowers the score: of those that could matter, the ones in `trial` are tried (all, without it).
 */
export function reasonsOfRow(
  parts: ReasonParts,
  row: number,
  hints: Hints,
  trial?: ReadonlySet<number>,
): Reason[] {
  const { catalogue, moment } = parts;
  const { evidence } = hints;
  const carriers = carriersOf(parts, row, triedOf(hints, trial));
  const reasons: Reason[] = [];
  const [best] = carriers;
  if (best !== undefined && best.title.deed !== undefined) {
    reasons.push({
      type: 'similar-to',
      description: becauseOf(best.title.deed, catalogue.name(best.title.interaction.row)),
      confidence: best.loss,
      path: pathFrom(catalogue, evidence, best.title, row),
    });
  }
  const person = sharedWord(carriers, row, catalogue.coded('directors'), catalogue.coded('cast'));
  if (person !== undefined) {
    reasons.push({
      type: 'because-person',
      description: `Because of ${person.word}, from other titles of yours`,
      confidence: person.share,
      path: [person.word],
    });
  }
  const genre = sharedWord(carriers, row, catalogue.coded('genres'), undefined, genreRarity(catalogue));
  if (genre !== undefined) {
    reasons.push({
      type: 'because-genre',
      description: `Because of other titles of yours in ${genre.word}`,
      confidence: genre.share,
      path: [genre.word],
    });
  }
  for (const { one, part } of evidence) {
    if (one.kind !== 'cluster') continue;
    reasons.push({
      type: 'cluster',
      description: 'People with a taste like yours like it',
      confidence: Math.min(1, part),
      path: [one.cluster],
    });
    break;
  }
  const popular = evidence.find(({ one }) => one.kind === 'popular');
  const whole = popular === undefined ? 0 : parts.strength.of(row, moment);
  if (popular !== undefined && whole > 0) {
    reasons.push({
      type: 'popular',
      description: 'Because many people here watch it',
      confidence: Math.min(1, parts.strength.partOf(popular.name, popular.one.weight) / whole),
      path: [],
    });
  }
  if (moment.mood !== undefined) reasons.push(...moodReason(catalogue, row, moment.mood));
  return reasons;
}

/** All evidence with its share of the title's strength. */
function evidenceOf(
  members: readonly RankedMember[],
  row: number,
  paths: boolean,
): { readonly name: StrategyName; readonly one: Evidence; readonly part: number }[] {
  return members.flatMap(({ name, ranking, ranks }) => {
    const rank = ranks.get(row);
    if (rank === undefined) return [];
    const score = ranking.scores[rank];
    const quick = paths ? undefined : ranking.quickEvidence?.(row);
    const found = quick ?? ranking.evidence(row);
    return found.map((one) => ({ name, one, part: score > 0 ? one.weight / score : 0 }));
  });
}

function possibleCarriers(
  { titles, strength, members }: ReasonParts,
  row: number,
  evidence: Hints['evidence'],
): [number, number][] {
  const parts = new Map<number, number>();
  const strengths = new Map(
    members.map(({ name, ranking, ranks }) => {
      const rank = ranks.get(row);
      return [name, rank === undefined ? 0 : strength.partOf(name, ranking.scores[rank])];
    }),
  );
  for (const { name, one, part } of evidence) {
    const from = one.kind === 'history' ? one.row : one.kind === 'path' ? one.rows[0] : undefined;
    if (from === undefined || !(part > 0) || titles.get(from)?.deed === undefined) continue;
    parts.set(from, (parts.get(from) ?? 0) + part * (strengths.get(name) ?? 0));
  }
  return heaviest(parts, possible);
}

/** Those of the trial, or else the likeliest. */
function triedOf({ carriers }: Hints, trial: ReadonlySet<number> | undefined): number[] {
  const rows = carriers.map(([row]) => row);
  const chosen = trial === undefined ? rows : rows.filter((row) => trial.has(row));
  return (chosen.length > 0 ? chosen : rows.slice(0, 1)).slice(0, tried);
}

function carriersOf(
  { titles, strength, moment }: ReasonParts,
  row: number,
  candidates: readonly number[],
): Carrier[] {
  const whole = strength.of(row, moment);
  if (!(whole > 0)) return [];
  const carriers: Carrier[] = [];
  for (const candidate of candidates) {
    const title = titles.get(candidate);
    if (title === undefined) continue;
    const loss = whole - strength.of(row, moment, candidate);
    if (loss > leastLoss) carriers.push({ title, loss: Math.min(1, loss / whole) });
  }
  return carriers.sort((left, right) => right.loss - left.loss);
}

function heaviest(parts: ReadonlyMap<number, number>, count: number): [number, number][] {
  const best: [number, number][] = [];
  for (const entry of parts) {
    if (best.length === count && entry[1] <= best[count - 1][1]) continue;
    best.push(entry);
    best.sort((left, right) => right[1] - left[1] || left[0] - right[0]);
    if (best.length > count) best.pop();
  }
  return best;
}

/** Along real edges where a strategy knows such a path, else the title alone. */
function pathFrom(
  catalogue: Catalogue,
  evidence: Hints['evidence'],
  { item, interaction }: TitleHistory,
  row: number,
): string[] {
  for (const { one } of evidence) {
    if (one.kind === 'path' && one.rows[0] === interaction.row && one.rows.at(-1) === row) {
      return one.rows.slice(0, -1).map((step) => catalogue.id(step));
    }
  }
  return [item];
}

/** The word that at least two of the titles which carry the score share with the row; `other` has the same dictionary. */
function sharedWord(
  carriers: readonly Carrier[],
  row: number,
  column: CodedColumn,
  other?: CodedColumn,
  rarity?: (word: string) => number,
): { word: string; share: number } | undefined {
  if (carriers.length < 2) return undefined;
  const codesOf = (one: number): number[] => [...codesAt(column, one), ...(other ? codesAt(other, one) : [])];
  const codes = carriers.map(({ title }) => codesOf(title.interaction.row));
  let best: { word: string; share: number; value: number } | undefined;
  for (const code of new Set(codesOf(row))) {
    const sharing = carriers.filter((_, at) => codes[at].includes(code));
    if (sharing.length < 2) continue;
    const share = Math.min(
      1,
      sharing.reduce((sum, { loss }) => sum + loss, 0),
    );
    if (share < leastShare) continue;
    const word = column.value(code);
    const value = share * (rarity?.(word) ?? 1);
    if (best === undefined || value > best.value) best = { word, share, value };
  }
  return best;
}

function codesAt({ codes, starts }: CodedColumn, row: number): Uint8Array | Uint16Array | Uint32Array {
  const start = starts.at(row);
  return codes.subarray(start, start + starts.length(row));
}

function moodReason(catalogue: Catalogue, row: number, mood: NonNullable<Moment['mood']>): Reason[] {
  const own = moodsOfItem(catalogue, row).find((one) => one.mood === mood);
  if (own === undefined || own.level < leastMood) return [];
  const words = own.parts.filter(({ weight }) => weight > 0).map(({ word }) => word);
  return [
    {
      type: 'mood',
      description: `Fits a ${mood} mood: ${words.slice(0, 3).join(', ')}`,
      confidence: own.level,
      path: words,
    },
  ];
}
