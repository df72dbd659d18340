import fc from 'fast-check';
import { expect, test } from 'vitest';
import { medoids, medoidsWithout } from './medoids.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);
console.log(`medoids, seed ${seed}`);

/** Few different places, so that many gains are equal. */
const places = fc.array(fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 })), {
  minLength: 1,
  maxLength: 40,
  size: 'max',
});

function similarityOf(points: readonly (readonly [number, number])[]): Float32Array {
  const size = points.length;
  return Float32Array.from({ length: size * size }, (_, at) => {
    const [left, right] = [points[Math.floor(at / size)] ?? [0, 0], points[at % size] ?? [0, 0]];
    return 1 - Math.hypot(left[0] - right[0], left[1] - right[1]) / 2;
  });
}

test('without one point they are those of the others alone, with more at the end or not', () => {
  const more = fc.nat(1);
  fc.assert(
    fc.property(places, fc.nat(), more, (points, pick, spare) => {
      const size = points.length;
      const weights = Float32Array.from(points, (_, at) => 1 - (at % 3) / 4);
      const similarity = similarityOf(points);
      const count = Math.max(1, size - spare);
      const leftOut = pick % count;
      const whole = medoids({ similarity, size, count, weights });
      const without = medoidsWithout({ similarity, size, count: size, weights }, leftOut, whole);
      const others = points.filter((_, at) => at !== leftOut);
      const alone = medoids({
        similarity: similarityOf(others),
        size: size - 1,
        count: size - 1,
        weights: weights.filter((_, at) => at !== leftOut),
      });
      expect(without.centres).toEqual(alone.centres.map((at) => (at < leftOut ? at : at + 1)));
      const assigned = [...alone.assigned];
      assigned.splice(leftOut, 0, -1);
      expect([...without.assigned]).toEqual(assigned);
    }),
    { seed, numRuns: 300 },
  );
});

test('each point belongs to the medoid that it is most like', () => {
  fc.assert(
    fc.property(places, (points) => {
      const size = points.length;
      const similarity = similarityOf(points);
      const { centres, assigned } = medoids({
        similarity,
        size,
        count: size,
        weights: new Float32Array(size).fill(1),
      });
      expect(new Set(centres).size).toBe(centres.length);
      for (const [at, group] of assigned.entries()) {
        const own = similarity[at * size + (centres[group] ?? -1)];
        expect(own).toBe(Math.max(...centres.map((centre) => similarity[at * size + centre] ?? 0)));
      }
    }),
    { seed, numRuns: 300 },
  );
});
