import { basename } from 'node:path';
import { type ColdStart, coldStart } from './cold-start.ts';
import { type DatasetOptions, openDataset } from './data/open-dataset.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { fitted } from './fitted.ts';
import { meanOf, pairedDifference } from './metrics/mean.ts';
import type { ListScores } from './metrics/score-list.ts';
import { type Recommender, referenceNames, type RowName, rowNames } from './recommender.ts';
import { recommenders } from './recommenders/all.ts';
import { graph } from './recommenders/graph.ts';
import { type Task, taskOf, tuningTask } from './task.ts';

export interface QualityOptions extends DatasetOptions {
  /** Only these rows; all without it. */
  readonly rows?: readonly string[] | undefined;
  readonly say?: (line: string) => void;
}

/** One recommender over all test people; each figure with its standard error. */
export interface QualityRow {
  readonly name: RowName;
  readonly hr: number;
  readonly hrSe: number;
  readonly ndcg: number;
  readonly ndcgSe: number;
  readonly precision: number;
  readonly precisionSe: number;
  readonly recall: number;
  readonly recallSe: number;
  readonly coverage: number;
  readonly coverageSe: number;
  readonly ild: number;
  readonly ildSe: number;
  /** What was chosen on the validation part. */
  readonly chosen?: Readonly<Record<string, unknown>> | undefined;
  /** NDCG@10 by how many titles of the history are told. */
  readonly cold: readonly ColdStart[];
}

/** NDCG@10 of `row` less that of `against`, person by person. */
export interface Difference {
  readonly row: RowName;
  readonly against: RowName;
  readonly ndcg: number;
  readonly se: number;
}

export interface QualityReport {
  readonly split: string;
  readonly items: number;
  readonly people: number;
  readonly rows: readonly QualityRow[];
  readonly differences: readonly Difference[];
}

/** Trains and measures every recommender on one split. */
export async function benchQuality(options: QualityOptions): Promise<QualityReport> {
  const dataset = await openDataset(options);
  for (const note of dataset.notes) options.say?.(note);
  const { task, test } = taskOf(dataset);
  const items = task.catalogue.size;
  const rows: QualityRow[] = [];
  const evaluations = new Map<RowName, Evaluation>();
  const asked = wanted(options.rows);
  trainAhead(asked, task);
  for (const recommender of asked) {
    const before = performance.now();
    const fit = await fitted(recommender, task);
    const evaluation = evaluate(fit, test, task.features());
    evaluations.set(recommender.name, evaluation);
    const cold = coldStart(fit, test, items);
    rows.push({ ...rowOf(recommender.name, evaluation), chosen: fit.chosen, cold });
    const ndcg = rows.at(-1)?.ndcg;
    options.say?.(`${recommender.name}: ${ndcg} in ${Math.round((performance.now() - before) / 100) / 10} s`);
  }
  return {
    split: basename(options.split).replace(/\.csv(?:\.gz)?$/, ''),
    items,
    people: test.length,
    rows,
    differences: differences(rows, evaluations),
  };
}

/** What takes minutes on threads of its own begins first; `fitted` keeps it, and its failure, for the rows that need it. */
function trainAhead(asked: readonly Recommender[], task: Task): void {
  const has = (name: RowName) => asked.some((each) => each.name === name);
  const ahead = [
    ...(has('fusion') ? [tuningTask(task)] : []),
    ...(has('fusion') || has('graph') ? [task] : []),
  ];
  for (const each of ahead) fitted(graph, each).catch(() => undefined);
}

function wanted(names: readonly string[] | undefined): Recommender[] {
  return recommenders
    .filter(({ name }) => names === undefined || names.includes(name))
    .toSorted((left, right) => rowNames.indexOf(left.name) - rowNames.indexOf(right.name));
}

function rowOf(name: RowName, { scores, coverage, ild }: Evaluation): Omit<QualityRow, 'cold'> {
  const of = (metric: keyof ListScores) => meanOf(scores.map((each) => each[metric]));
  const [hr, ndcg, precision, recall] = [of('hr'), of('ndcg'), of('precision'), of('recall')];
  return {
    name,
    hr: round(hr.mean),
    hrSe: round(hr.se),
    ndcg: round(ndcg.mean),
    ndcgSe: round(ndcg.se),
    precision: round(precision.mean),
    precisionSe: round(precision.se),
    recall: round(recall.mean),
    recallSe: round(recall.se),
    coverage: round(coverage.mean),
    coverageSe: round(coverage.se),
    ild: round(ild.mean),
    ildSe: round(ild.se),
  };
}

/** Of every row against the best reference, and of the fusion against every row. */
function differences(
  rows: readonly QualityRow[],
  evaluations: ReadonlyMap<RowName, Evaluation>,
): Difference[] {
  const best = rows
    .filter(({ name }) => referenceNames.includes(name))
    .reduce<QualityRow | undefined>((top, row) => (top && top.ndcg >= row.ndcg ? top : row), undefined);
  const ndcgOf = (name: RowName) => evaluations.get(name)?.scores.map(({ ndcg }) => ndcg) ?? [];
  const difference = (row: RowName, against: RowName): Difference => {
    const { mean, se } = pairedDifference(ndcgOf(row), ndcgOf(against));
    return { row, against, ndcg: round(mean), se: round(se) };
  };
  const names = rows.map(({ name }) => name);
  return [
    ...(best ? names.filter((name) => name !== best.name).map((name) => difference(name, best.name)) : []),
    ...(names.includes('fusion')
      ? names
          .filter((name) => name !== 'fusion' && name !== best?.name)
          .map((name) => difference('fusion', name))
      : []),
  ];
}

const round = (value: number) => Math.round(value * 1e5) / 1e5;
