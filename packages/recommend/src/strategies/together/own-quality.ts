import type { History, Strategy } from '../strategy.ts';

/** How well strategies find what a person watched, from what they had watched before: on their device, of their own history. */
export interface OwnQuality {
  /** Titles that were looked for. */
  readonly cases: number;
  /** By strategy, how many of them are among the first ten of its list. */
  readonly hits: readonly number[];
  /** By strategy, mean difference to the first one in NDCG@10, and its standard error. */
  readonly difference: readonly { readonly mean: number; readonly se: number }[];
}

const mostCases = 20;
/** Titles before one that is looked for. */
const fewestBefore = 3;
const listLength = 10;

/**
 * Looks for each of the last titles in the lists that would have been made before it was watched.
 * @param watched oldest first, each row once.
 * @param rows of the catalogue.
 */
export function ownQuality(strategies: readonly Strategy[], watched: History, rows: number): OwnQuality {
  const first = Math.max(fewestBefore, watched.length - mostCases);
  const targets = watched.slice(first);
  const gains = strategies.map((strategy) =>
    targets.map(({ row, at }, place) => gainOf(strategy, watched.slice(0, first + place), row, at, rows)),
  );
  return qualityOf(gains);
}

/** @param gains by way of making lists, the first the one that others are held against: a gain for each title that was looked for. */
export function qualityOf(gains: readonly (readonly number[])[]): OwnQuality {
  const [reference = []] = gains;
  return {
    cases: reference.length,
    hits: gains.map((own) => own.filter((gain) => gain > 0).length),
    difference: gains.map((own) => {
      const differences = own.map((gain, at) => gain - reference[at]);
      return { mean: mean(differences), se: standardError(differences) };
    }),
  };
}

/** NDCG@10 of one list with one target, so the ideal is 1. */
function gainOf(strategy: Strategy, before: History, target: number, now: number, rows: number): number {
  const allowed = new Uint8Array(rows).fill(1);
  for (const { row } of before) allowed[row] = 0;
  const list = strategy.prepare(before).rank(allowed, { now }).rows.subarray(0, listLength);
  const rank = list.indexOf(target);
  return rank < 0 ? 0 : 1 / Math.log2(rank + 2);
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function standardError(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
