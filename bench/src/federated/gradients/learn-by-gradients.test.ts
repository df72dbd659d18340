import { adapterScores } from '@parlour/model/adapter';
import { seededRandom } from '@parlour/model';
import { interactionsOf } from '@parlour/model/collaborative';
import { plantedFeatures } from '@parlour/model/planted-features';
import { expect, test } from 'vitest';
import { gradientPlan, learnByGradients } from './learn-by-gradients.ts';

const [items, size, count] = [96, 12, 2000];
/** Titles of twelve themes. */
const embeddings = Float32Array.from({ length: items * size }, (_, i) =>
  Math.floor(i / size) % size === i % size ? 1 : 0,
);
/** Five of one theme, then five of the next: what likeness alone gets wrong. */
const histories = Array.from({ length: count }, (_, person) => {
  const random = seededRandom(person + 1);
  const rows = Array.from({ length: 10 }, (__, place) => {
    const theme = (person + (place < 5 ? 0 : 1)) % size;
    return theme + size * Math.floor(random() * (items / size));
  });
  return [...new Set(rows)].map((row, at) => ({ row, at }));
});
const order = Int32Array.from({ length: count }, (_, person) => person);

const learning = {
  people: {
    features: plantedFeatures(items, size),
    ids: Array.from({ length: items }, (_, row) => `id-${row}`),
    train: interactionsOf(items, histories),
  },
  order,
  cohort: 1000,
  privacy: { epsilon: 4, delta: 1e-6, participations: 8 },
  seed: 1,
  embeddings,
  size,
  popularity: new Float64Array(items).fill(1 / items),
  say: () => undefined,
};

test('what follows what is learned from noised sums of clipped updates', { timeout: 60_000 }, async () => {
  const server = { ...gradientPlan.server, rate: 5 };
  const plan = {
    ...gradientPlan,
    start: 1,
    local: { ...gradientPlan.local, negatives: 32, targets: 5 },
    server,
  };
  const { space, adapter } = await learnByGradients({ ...learning, plan });
  const watched = histories[0].slice(0, 5).map(({ row }) => row);
  const means = (of: Float64Array) => {
    const scores = adapterScores(space, of, watched);
    return Array.from({ length: size }, (_, theme) =>
      scores.filter((__, row) => row % size === theme).reduce((sum, score) => sum + score, 0),
    );
  };
  const best = (values: readonly number[]) => values.indexOf(Math.max(...values));
  expect(best(means(adapter))).toBe(1);
  const identity = Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0));
  expect(best(means(identity))).toBe(0);
});
