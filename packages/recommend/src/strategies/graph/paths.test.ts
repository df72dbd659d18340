import type { EdgeType } from '@parlour/catalogue';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { History } from '../strategy.ts';
import { findPath } from './find-path.ts';
import { graphStrategy } from './graph-strategy.ts';
import { graphOf, plantedModel } from './test-graph.ts';

const rows = 30;
const model = plantedModel(rows, 3);
const anyEdges = fc.array(
  fc.tuple(
    fc.nat(rows - 1),
    fc.nat(rows - 1),
    fc.constantFrom<EdgeType>('similar', 'same-genre', 'shared-person'),
    fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100),
  ),
  { maxLength: 120 },
);
const anyHistory = fc
  .uniqueArray(fc.nat(rows - 2), { minLength: 1, maxLength: 8 })
  .map((those): History => those.map((row, at) => ({ row, at, weight: 1 })));

describe('a path', () => {
  test('prefers one edge, then the heavier two', () => {
    const graph = graphOf([
      [0, 1, 'similar', 0.9],
      [1, 2, 'shared-person', 0.9],
      [0, 3, 'similar', 0.5],
      [3, 2, 'similar', 0.5],
      [4, 0, 'same-genre', 0.2],
    ]);
    expect(findPath(graph, 0, 4)).toEqual([{ from: 0, to: 4, type: 'same-genre', weight: 0.2 }]);
    expect(findPath(graph, 2, 3)).toEqual([{ from: 2, to: 3, type: 'similar', weight: 0.5 }]);
    expect(findPath(graph, 0, 9)).toBeUndefined();
    const across = graphOf([
      [0, 1, 'similar', 0.9],
      [2, 1, 'shared-person', 0.8],
      [0, 3, 'similar', 0.5],
      [2, 3, 'similar', 0.5],
    ]);
    expect(findPath(across, 0, 2)).toEqual([
      { from: 0, to: 1, type: 'similar', weight: 0.9 },
      { from: 1, to: 2, type: 'shared-person', weight: 0.8 },
    ]);
  });

  test('joins a title of the history to the row along edges that the graph has', () => {
    fc.assert(
      fc.property(anyEdges, anyHistory, fc.nat(rows - 2), (edges, history, row) => {
        const strategy = graphStrategy(model, graphOf(edges));
        for (const path of strategy.explainPaths(row, history)) {
          expect(history.some((interaction) => interaction.row === path.rows[0])).toBe(true);
          expect(path.rows.at(-1)).toBe(row);
          expect(path.edges.map(({ from }) => from)).toEqual(path.rows.slice(0, -1));
          expect(path.edges.map(({ to }) => to)).toEqual(path.rows.slice(1));
          expect(path.watched).toBeGreaterThan(0);
          for (const { from, to, type, weight } of path.edges) {
            const isReal = edges.some(
              (edge) =>
                edge[2] === type &&
                edge[3] === weight &&
                ((edge[0] === from && edge[1] === to) || (edge[0] === to && edge[1] === from)),
            );
            expect(isReal).toBe(true);
          }
        }
      }),
      { verbose: true },
    );
  });

  test('is the evidence of a row where there is one', () => {
    const everything = new Uint8Array(rows).fill(1);
    const edges = [[0, 3, 'similar', 0.7]] as const;
    const history = [{ row: 0, at: 0, weight: 1 }];
    const strategy = graphStrategy(model, graphOf([...edges, [2, 1, 'similar', 1]]));
    const ranking = strategy.prepare([...history, { row: 5, at: 1, weight: 0.1 }]).rank(everything);
    expect(ranking.evidence(3)[0]).toMatchObject({ kind: 'path', rows: [0, 3] });
    expect(ranking.evidence(6)[0]).toMatchObject({ kind: 'history', row: 0 });
  });
});
