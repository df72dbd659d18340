import { describe, expect, test } from 'vitest';
import { plantedFeatures } from '../../planted-features.ts';
import { seededRandom } from '../../seeded-random.ts';
import type { GraphEdges } from '../edges/graph-edges.ts';
import { encodeItems } from '../encode-items.ts';
import { type GraphParameters, initialParameters } from '../parameters.ts';
import { personNodes, titleLogits } from '../person/person-nodes.ts';
import { personValues } from '../person/person-values.ts';
import { defaultGraphPlan, type GraphPlan } from './graph-plan.ts';
import { peopleOf } from './graph-step.ts';
import { trainGraph } from './train-graph.ts';

const rows = 60;
const themes = 6;
/** Says nothing of what people like: every title is of another theme than its neighbours in taste. */
const features = plantedFeatures(rows, rows);
const plan: GraphPlan = {
  ...defaultGraphPlan,
  steps: 30,
  people: 24,
  negatives: 24,
  nodes: 50,
  watchedPerRow: 15,
};
const random = seededRandom(11);
const numbers = Int32Array.from({ length: rows }, (_, row) => row);

/** Titles of one taste: rows of equal rest modulo `themes`. */
function historyOf(theme: number, length: number): Int32Array {
  const own = Array.from(numbers).filter((row) => row % themes === theme);
  while (own.length > length) own.splice(Math.floor(random() * own.length), 1);
  return Int32Array.from(own);
}
/** Who watched three titles of a theme watches three of the next theme then. */
const people = Array.from({ length: 96 }, (_, person) =>
  Int32Array.from([...historyOf(person % themes, 3), ...historyOf((person + 1) % themes, 3)]),
);

const noEdges: GraphEdges = {
  starts: new Int32Array(rows + 1),
  neighbours: new Int32Array(0),
  types: new Uint8Array(0),
  weights: new Float32Array(0),
};
/** Each title beside the next two of its theme. */
const themeEdges: GraphEdges = {
  starts: Int32Array.from({ length: rows + 1 }, (_, row) => 2 * row),
  neighbours: Int32Array.from(
    { length: 2 * rows },
    (_, e) => (Math.floor(e / 2) + themes * (1 + (e % 2))) % rows,
  ),
  types: new Uint8Array(2 * rows).fill(3),
  weights: new Float32Array(2 * rows).fill(0.5),
};

const strangers = Array.from({ length: themes }, (_, theme) => historyOf(theme, 3));

/** Of the ten titles nearest to strangers of each theme, the share of the theme so many further (by chance a sixth). */
function hits(
  parameters: GraphParameters,
  edges: GraphEdges,
  of: readonly Int32Array[],
  further = 0,
): number {
  const embeddings = Float64Array.from(encodeItems(parameters, { features, edges, people: of, plan }));
  const values = personValues(parameters.person, embeddings);
  const logits = titleLogits(parameters.person, values);
  let found = 0;
  for (let theme = 0; theme < themes; theme++) {
    const { embeddings: node } = personNodes(
      parameters.person,
      values,
      logits,
      peopleOf([strangers[theme]], numbers),
    );
    const scoreOf = (row: number): number => {
      let sum = 0;
      for (let j = 0; j < 64; j++) sum += node[j] * embeddings[64 * row + j];
      return sum;
    };
    const best = Array.from(numbers)
      .sort((a, b) => scoreOf(b) - scoreOf(a))
      .slice(0, 10);
    found += best.filter((row) => row % themes === (theme + further) % themes).length / 10 / themes;
  }
  return found;
}

const untrained = initialParameters(seededRandom(1));

describe('training', () => {
  test('learns from what people watched what a stranger will like', async () => {
    const losses: number[] = [];
    const onStep = (_: number, loss: number) => void losses.push(loss);
    const parameters = await trainGraph({ features, edges: noEdges, people, plan, seed: 1, onStep });
    expect(losses).toHaveLength(plan.steps);
    expect(losses[losses.length - 1]).toBeLessThan(0.9 * losses[0]);
    expect(hits(untrained, noEdges, people, 1)).toBeLessThan(0.4);
    expect(hits(parameters, noEdges, people, 1)).toBeGreaterThan(0.6);
  });

  test('learns from the item graph alone which titles lie together', async () => {
    const parameters = await trainGraph({ features, edges: themeEdges, people: [], plan, seed: 1 });
    expect(hits(parameters, themeEdges, [])).toBeGreaterThan(0.95);
    expect(hits(untrained, themeEdges, [])).toBeLessThan(0.95);
  });

  test('gives the same for the same seed, something else for another', async () => {
    const short = { features, edges: themeEdges, people, plan: { ...plan, steps: 2 } };
    const first = await trainGraph({ ...short, seed: 3 });
    expect((await trainGraph({ ...short, seed: 3 })).flat).toEqual(first.flat);
    expect((await trainGraph({ ...short, seed: 4 })).flat).not.toEqual(first.flat);
  });

  test('of people with nothing to compare leaves the beginning as it is', async () => {
    const lonely = { features, edges: noEdges, people: [Int32Array.of(3)], plan: { ...plan, steps: 2 } };
    const parameters = await trainGraph({ ...lonely, seed: 1 });
    expect(parameters.flat.every(Number.isFinite)).toBe(true);
  });
});
