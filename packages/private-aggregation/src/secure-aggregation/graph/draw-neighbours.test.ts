import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeSuite } from '../suite/node-suite.ts';
import { drawNeighbours } from './draw-neighbours.ts';

const root = new Uint8Array(32).fill(1);
const seedOf = (n: number) => new Uint8Array(new Uint32Array([n, 1, 2, 3, 4, 5, 6, 7]).buffer);

describe('drawing neighbours', () => {
  it('gives that many others, none twice, never oneself', async () => {
    const cohort = fc
      .record({ clients: fc.integer({ min: 3, max: 300 }), own: fc.nat(), part: fc.nat(), seed: fc.nat() })
      .map(({ clients, own, part, seed }) => ({
        clients,
        own: own % clients,
        degree: 1 + (part % (clients - 1)),
        seed,
      }));
    await fc.assert(
      fc.asyncProperty(cohort, async ({ clients, own, degree, seed }) => {
        const draw = await drawNeighbours(nodeSuite, seedOf(seed), root, own, clients, degree);
        expect(draw).toHaveLength(degree);
        expect(new Set(draw).size).toBe(degree);
        expect(draw.every((index) => index >= 0 && index < clients && index !== own)).toBe(true);
      }),
    );
  });

  it('is uniform: chi-square over who is drawn, and over who is drawn first', async () => {
    const [clients, degree, own, draws] = [21, 6, 4, 8_000];
    const drawn = Array.from({ length: clients }, () => 0);
    const first = Array.from({ length: clients }, () => 0);
    for (let i = 0; i < draws; i += 1) {
      const draw = await drawNeighbours(nodeSuite, seedOf(i), root, own, clients, degree);
      draw.forEach((index) => (drawn[index] += 1));
      first[draw[0]] += 1;
    }
    const chiSquare = (counts: number[], expected: number) =>
      counts.reduce((sum, n, i) => sum + (i === own ? 0 : (n - expected) ** 2 / expected), 0);
    // 19 degrees of freedom: 49.5 is exceeded with probability 1.6e-4; the seeds are fixed.
    expect(chiSquare(drawn, (draws * degree) / 20)).toBeLessThan(49.5);
    expect(chiSquare(first, draws / 20)).toBeLessThan(49.5);
  });

  it('passes over numbers that would make the draw uneven', async () => {
    // 2^32 - 1 is above the largest multiple of 20; the next number is 4.
    const numbers = Uint32Array.from({ length: 200 }, (_, i) => (i === 0 ? 0xffff_ffff : 4));
    const suite = { ...nodeSuite, keystream: () => new Uint8Array(numbers.slice().buffer) };
    const draw = await drawNeighbours(suite, seedOf(1), root, 0, 21, 1);
    expect(draw).toEqual([5]);
  });

  it('depends on the secret and on the root, and on nothing else', async () => {
    const draw = (seed: number, to = root) => drawNeighbours(nodeSuite, seedOf(seed), to, 0, 1000, 96);
    expect(await draw(1)).toEqual(await draw(1));
    expect(await draw(1)).not.toEqual(await draw(2));
    expect(await draw(1)).not.toEqual(await draw(1, new Uint8Array(32).fill(2)));
  });
});
