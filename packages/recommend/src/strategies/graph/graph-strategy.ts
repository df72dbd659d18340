import type { ItemGraph } from '@parlour/catalogue';
import type { GraphModel } from '@parlour/model/graph';
import { bestFirst } from '../../space/best-first.ts';
import {
  type AllowedRows,
  type Evidence,
  type History,
  type Ranking,
  rankingLength,
  type Strategy,
} from '../strategy.ts';
import { findPath } from './find-path.ts';
import type { GraphPath } from './graph-path.ts';
import { cosineOf, cosines, embeddingsOf, type GraphSpace, graphSpace } from './graph-space.ts';
import { type PersonNodes, personNodesOf } from './person-node.ts';
import { titleValues } from './title-values.ts';
import { rememberedGraph } from './remembered-graph.ts';
import { watchedTitles } from './watched-titles.ts';

/** Titles of the history that carry a row, at most. */
const mostCarriers = 5;

/** Near in the graph encoder's space: the cosine of the person's node and a title. */
export interface GraphStrategy extends Strategy {
  readonly name: 'graph';
  prepare(history: History): PreparedGraph;
  /**
   * The paths that carry `row` for this history, heaviest first: from each title whose removal lowers its score, along at
   * most two edges. None where no such title is joined to it so.
   */
  explainPaths(row: number, history: History): readonly GraphPath[];
}

export interface PreparedGraph {
  rank(allowed: AllowedRows): Ranking;
  scoreWithout(row: number, without: number | undefined): number;
}

export function graphStrategy(model: GraphModel, itemGraph: ItemGraph): GraphStrategy {
  const space = graphSpace(model);
  const graph = rememberedGraph(itemGraph);
  const valuesOf = titleValues(space);
  const nodesOf = (history: History): PersonNodes =>
    personNodesOf(
      space,
      watchedTitles(history, (row) => space.inverseLengths[row] > 0),
      valuesOf,
    );
  return {
    name: 'graph',
    prepare: (history) => prepare(space, graph, nodesOf(history)),
    explainPaths(row, history) {
      const nodes = nodesOf(history);
      return carriers(space, nodes, row).flatMap((carrier) => pathsOf(graph, carrier, row));
    },
  };
}

function prepare(space: GraphSpace, graph: ItemGraph, nodes: PersonNodes): PreparedGraph {
  const person = nodes.node();
  const scores = person === undefined ? new Float32Array(space.rows) : cosines(space, person.levels);
  const ordered = bestFirst(scores);
  return {
    rank(allowed) {
      return {
        ...ordered.best(allowed, rankingLength),
        evidence: (row) => evidenceOf(space, graph, nodes, row),
        quickEvidence: (row) => quickEvidenceOf(space, nodes, row),
      };
    },
    scoreWithout: (row, without) => scoreWithout(space, nodes, row, without),
  };
}

function evidenceOf(space: GraphSpace, graph: ItemGraph, nodes: PersonNodes, row: number): Evidence[] {
  return carriers(space, nodes, row).map((carrier) => {
    const [path] = pathsOf(graph, carrier, row);
    return path === undefined
      ? { kind: 'history', row: carrier.row, weight: carrier.weight }
      : { kind: 'path', rows: path.rows, weight: path.weight };
  });
}

/** The titles that add most, whether or not the score would be lower without them. */
function quickEvidenceOf(space: GraphSpace, nodes: PersonNodes, row: number): Evidence[] {
  return heaviestCarriers(space, nodes, row).map(({ row: title, weight }) => ({
    kind: 'history',
    row: title,
    weight,
  }));
}

interface Carrier {
  readonly row: number;
  /** Attention. */
  readonly share: number;
  readonly weight: number;
}

/** The titles that add most to a row's score and without which it really would be lower; heaviest first. */
function carriers(space: GraphSpace, nodes: PersonNodes, row: number): Carrier[] {
  const score = scoreWithout(space, nodes, row, undefined);
  return heaviestCarriers(space, nodes, row).filter(
    (carrier) => scoreWithout(space, nodes, row, carrier.row) < score,
  );
}

function heaviestCarriers(space: GraphSpace, nodes: PersonNodes, row: number): Carrier[] {
  const person = nodes.node();
  if (person === undefined || !(space.inverseLengths[row] > 0)) return [];
  const weights = nodes.summands(person, embeddingsOf(space, [row]));
  const best: Carrier[] = [];
  for (let at = 0; at < weights.length; at += 1) {
    const weight = weights[at];
    if (!(weight > 0) || (best.length === mostCarriers && weight < best[mostCarriers - 1].weight)) continue;
    const carrier = { row: nodes.titles[person.places[at]].row, weight, share: nodes.share(person, at) };
    if (!(carrier.share > 0) || carrier.row === row) continue;
    best.push(carrier);
    best.sort(heavierFirst);
    best.length = Math.min(best.length, mostCarriers);
  }
  return best;
}

function heavierFirst(left: Carrier, right: Carrier): number {
  return right.weight - left.weight || left.row - right.row;
}

function scoreWithout(
  space: GraphSpace,
  nodes: PersonNodes,
  row: number,
  without: number | undefined,
): number {
  const node = nodes.node(without);
  return node === undefined ? 0 : Math.max(0, cosineOf(space, node.levels, row));
}

function pathsOf(graph: ItemGraph, { row, share, weight }: Carrier, to: number): GraphPath[] {
  const edges = findPath(graph, row, to);
  if (edges === undefined) return [];
  return [{ rows: [row, ...edges.map((edge) => edge.to)], edges, watched: share, weight }];
}
