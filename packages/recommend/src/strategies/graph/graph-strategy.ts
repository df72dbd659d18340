import type { ItemGraph } from '@parlour/catalogue';
import { embeddingLength, type GraphModel } from '@parlour/model/graph';
import { bestRows } from '../../space/best-rows.ts';
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
import { cosineOf, embeddingsOf, type GraphSpace, graphSpace } from './graph-space.ts';
import { type PersonNode, type PersonNodes, personNodesOf } from './person-node.ts';
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
  const nodesOf = (history: History): PersonNodes =>
    personNodesOf(
      space,
      watchedTitles(history, (row) => space.inverseLengths[row] > 0),
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
  const scores = new Float32Array(space.model.rows);
  if (person !== undefined) {
    for (let row = 0; row < scores.length; row += 1) scores[row] = cosineOf(space, person.vector, row);
  }
  const others = new Map<number, PersonNode | undefined>();
  return {
    rank(allowed) {
      const rows = bestRows(scores, allowed, rankingLength, 0);
      return {
        rows,
        scores: Float32Array.from(rows, (row) => scores[row]),
        evidence: (row) => evidenceOf(space, graph, nodes, row),
      };
    },
    scoreWithout(row, without) {
      if (without === undefined || !(space.inverseLengths[without] > 0)) return Math.max(0, scores[row]);
      if (!others.has(without)) others.set(without, nodes.node(without));
      const other = others.get(without);
      return other === undefined ? 0 : Math.max(0, cosineOf(space, other.vector, row));
    },
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

interface Carrier {
  readonly row: number;
  readonly watched: number;
  readonly weight: number;
}

/** The titles that add most to a row's score and without which it really would be lower; heaviest first. */
function carriers(space: GraphSpace, nodes: PersonNodes, row: number): Carrier[] {
  const person = nodes.node();
  if (person === undefined || !(space.inverseLengths[row] > 0)) return [];
  const embedding = embeddingsOf(space, [row]);
  const score = cosineOf(space, person.vector, row);
  return person.titles
    .map((title, at) => ({
      row: title.row,
      watched: person.shares[at],
      weight: summand(person, at, embedding),
    }))
    .filter((carrier) => carrier.weight > 0 && carrier.watched > 0 && carrier.row !== row)
    .sort((left, right) => right.weight - left.weight || left.row - right.row)
    .slice(0, mostCarriers)
    .filter((carrier) => {
      const without = nodes.node(carrier.row);
      return without === undefined || cosineOf(space, without.vector, row) < score;
    });
}

function summand({ summands }: PersonNode, at: number, embedding: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < embeddingLength; i += 1) sum += summands[at * embeddingLength + i] * embedding[i];
  return sum;
}

function pathsOf(graph: ItemGraph, { row, watched, weight }: Carrier, to: number): GraphPath[] {
  const edges = findPath(graph, row, to);
  if (edges === undefined) return [];
  return [{ rows: [row, ...edges.map((edge) => edge.to)], edges, watched, weight }];
}
