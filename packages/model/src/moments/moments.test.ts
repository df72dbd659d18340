import { expect, test } from 'vitest';
import { invert } from '../linear/invert.ts';
import { plantedFeatures } from '../planted-features.ts';
import { seededRandom } from '../seeded-random.ts';
import { denoisedMoment } from './denoised-moment.ts';
import { momentBasis, projected } from './moment-basis.ts';
import { momentDimension, momentRank } from './moment-design.ts';
import { fitMomentModel } from './moment-model.ts';
import { momentScores } from './moment-scores.ts';
import { personDirection, personMoment } from './person-moment.ts';
import { privatePopularity } from './private-popularity.ts';
import { matrixOfTriangle } from './triangle.ts';
import { watchWeights } from './watch-weights.ts';

const themes = 6;
const features = plantedFeatures(120, themes);
const popularity = privatePopularity(Float64Array.from({ length: 120 }, (_, row) => 120 / (1 + row)));
const design = { head: 10, content: 8 };
const rank = momentRank(design);
const basis = momentBasis(features, popularity, design);

/** People who each watch titles of one theme. */
const histories = Array.from({ length: 200 }, (_, person) => {
  const random = seededRandom(person + 1);
  const theme = person % themes;
  return [...new Set(Array.from({ length: 8 }, () => theme + themes * Math.floor(random() ** 2 * 20)))];
});

function meanMoment(people: readonly (readonly number[])[]): Float64Array {
  const sum = new Float64Array(momentDimension(rank));
  for (const person of people)
    personMoment(basis, person).forEach((value, i) => (sum[i] += value / people.length));
  return sum;
}

const seededNormals = (seed: number) => {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
};

/** Column `a` of the basis. */
const direction = (a: number) =>
  Float64Array.from({ length: basis.items }, (_, row) => projected(basis, [row], [1])[a]);

test('the basis is orthonormal, and its head are the most popular titles', () => {
  expect([...basis.head]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const columns = Array.from({ length: rank }, (_, a) => direction(a));
  columns.forEach((left, a) =>
    columns.forEach((right, b) => {
      const dot = left.reduce((sum, value, row) => sum + value * right[row], 0);
      expect(dot).toBeCloseTo(a === b ? 1 : 0, 5);
    }),
  );
});

test('a person is E^T (x - n popularity), of norm 1 once they are a triangle; whoever watched nothing says zeros', () => {
  const watched = [3, 50, 77];
  const x = Float64Array.from({ length: basis.items }, (_, row) => -3 * popularity[row]);
  for (const row of watched) x[row] += 1;
  const z = personDirection(basis, watched);
  for (let a = 0; a < rank; a++) {
    const expected = direction(a).reduce((sum, value, row) => sum + value * x[row], 0);
    expect(z[a]).toBeCloseTo(expected, 6);
  }
  expect(Math.hypot(...personMoment(basis, watched))).toBeCloseTo(1, 12);
  expect(Math.hypot(...personMoment(basis, []))).toBe(0);
});

test('the order of a history does not change what is reported', () => {
  const near = personMoment(basis, [5, 20, 60]);
  personMoment(basis, [60, 5, 20]).forEach((value, i) => expect(value).toBeCloseTo(near[i], 12));
});

test('scores are those of EASE with a dense inverse of the same Gram matrix (Steck 2019, equation 8)', () => {
  const triangle = meanMoment(histories);
  const model = fitMomentModel(basis, { triangle, noise: 0 });
  const n = basis.items;
  const moment = matrixOfTriangle(triangle, rank);
  const columns = Array.from({ length: rank }, (_, a) => direction(a));
  const length = Math.hypot(...popularity);
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = (0.3 * popularity[i] * popularity[j]) / length ** 2;
      for (let a = 0; a < rank; a++)
        for (let b = 0; b < rank; b++) sum += columns[a][i] * moment[a * rank + b] * columns[b][j];
      gram[i * n + j] = sum;
    }
  }
  const trace = Array.from({ length: n }, (_, i) => gram[i * n + i]).reduce((a, b) => a + b);
  for (let i = 0; i < n; i++) gram[i * n + i] += ((3000 / rank) * trace) / n;
  const inverse = invert(gram, n);
  const watched = [4, 11, 90];
  const weights = watchWeights(3);
  const scores = momentScores(model, watched);
  for (let j = 0; j < n; j++) {
    if (watched.includes(j)) continue;
    const expected = watched.reduce(
      (sum, i, place) => sum - (weights[place] * inverse[i * n + j]) / inverse[j * n + j],
      0,
    );
    expect(scores[j]).toBeCloseTo(expected, 5);
  }
});

test('people of a theme are given titles of the theme, from the mean alone', () => {
  const model = fitMomentModel(basis, { triangle: meanMoment(histories), noise: 0 });
  for (let theme = 0; theme < themes; theme++) {
    const scores = momentScores(model, [theme + 2 * themes, theme + 5 * themes]);
    const ofTheme = Array.from(scores.keys()).filter((row) => row % themes === theme);
    const others = Array.from(scores.keys()).filter((row) => row % themes !== theme && row >= 10);
    const mean = (rows: number[]) => rows.reduce((sum, row) => sum + scores[row], 0) / rows.length;
    expect(mean(ofTheme)).toBeGreaterThan(mean(others));
  }
});

test('where nothing stands out of the noise, lists still tell what goes together', () => {
  const noise = 0.07;
  const mean = meanMoment(histories);
  let [asked, better] = [0, 0];
  for (let seed = 1; seed <= 60; seed++) {
    const normal = seededNormals(seed);
    const triangle = mean.map((value) => value + noise * normal());
    if (denoisedMoment(matrixOfTriangle(triangle, rank), basis, noise) !== undefined) continue;
    const model = fitMomentModel(basis, { triangle, noise });
    // Of the head, which has no content: title 0 goes with 6, and so on to 3 and 9; 4 and 5 go with none.
    for (const title of [0, 1, 2, 3]) {
      const alike = title + themes;
      const told = (row: number) => momentScores(model, [row])[alike];
      const others = [...basis.head].filter((row) => row % themes !== title);
      asked += 1;
      better += told(title) > others.reduce((sum, row) => sum + told(row), 0) / others.length ? 1 : 0;
    }
  }
  // Half of them would be by chance, with an error of a fortieth.
  expect(asked).toBeGreaterThan(120);
  expect(better / asked).toBeGreaterThan(0.6);
});

test('of more noise than anything is heard through, popularity alone is left', () => {
  const normal = seededNormals(1);
  const noise = 0.1;
  const triangle = meanMoment(histories).map((value) => value + noise * normal());
  const model = fitMomentModel(basis, { triangle, noise });
  expect(model.rank).toBe(1);
  const scores = momentScores(model, [40]);
  const order = Array.from(scores.keys()).toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  expect(order.slice(0, 5)).toEqual([0, 1, 2, 3, 4]);
});

test('the newest watch counts most, and the oldest is not forgotten', () => {
  const weights = watchWeights(100);
  expect(weights[99]).toBe(1);
  expect(weights[94]).toBe(0.5);
  weights.slice(1).forEach((weight, i) => expect(weight).toBeGreaterThan(weights[i]));
  expect(weights[0]).toBeGreaterThan(0.04);
  expect(watchWeights(0)).toHaveLength(0);
});

test('popularity of noised counts sums to one and leaves nothing out', () => {
  const shares = privatePopularity([50, -3, 0, 7]);
  expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  expect(Math.min(...shares)).toBeGreaterThan(0);
  expect(privatePopularity([-1, -2])).toEqual(Float64Array.of(0.5, 0.5));
});
