import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inBatches } from './in-batches.ts';

interface One {
  readonly id: number;
  readonly lane: string;
  readonly name: string;
  readonly bytes: number;
  readonly end: 'value' | 'refused' | 'broken';
}

const ones = fc.array(
  fc.record({
    lane: fc.constantFrom('a', 'b'),
    name: fc.constantFrom('x', 'y', 'z', 'w'),
    bytes: fc.integer({ min: 1, max: 3_000_000 }),
    end: fc.constantFrom('value' as const, 'value' as const, 'refused' as const, 'broken' as const),
    turns: fc.nat(3),
  }),
  { maxLength: 60 },
);

describe('batches', () => {
  it('end each one as its batch says, once, none larger than it may be or with a name twice', async () => {
    await fc.assert(
      fc.asyncProperty(ones, fc.integer({ min: 1, max: 2 }), async (asked, mostRunning) => {
        const ran: number[] = [];
        const running = new Map<string, number>();
        const batched = inBatches<One, number>({
          lane: ({ lane }) => lane,
          name: ({ name }) => name,
          bytes: ({ bytes }) => bytes,
          mostRunning,
          async run(batch) {
            const [{ lane }] = batch;
            running.set(lane, (running.get(lane) ?? 0) + 1);
            expect(running.get(lane)).toBeLessThanOrEqual(mostRunning);
            expect(new Set(batch.map((one) => one.lane)).size).toBe(1);
            expect(new Set(batch.map(({ name }) => name)).size).toBe(batch.length);
            const bytes = batch.reduce((sum, one) => sum + one.bytes, 0);
            expect(batch.length === 1 || bytes <= 3 * 2 ** 18).toBe(true);
            await new Promise(setImmediate);
            ran.push(...batch.map(({ id }) => id));
            running.set(lane, (running.get(lane) ?? 0) - 1);
            if (batch.some(({ end }) => end === 'broken')) throw new Error('broken');
            return batch.map(({ id, end }) => (end === 'value' ? { value: id } : { refused: `no ${id}` }));
          },
        });
        const ends = await Promise.all(
          asked.map(async ({ turns, ...rest }, id) => {
            for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
            return batched({ ...rest, id }).catch((error: unknown) => error);
          }),
        );
        expect(ran.toSorted((a, b) => a - b)).toEqual(asked.map((_, id) => id));
        for (const [id, { end }] of asked.entries()) {
          const is = end === 'value' ? [id] : end === 'refused' ? [`no ${id}`] : [];
          // Whoever is with one that breaks fails with it, and is asked again by its device.
          expect([...is, expect.objectContaining({ message: 'broken' })]).toContainEqual(ends[id]);
        }
      }),
      { numRuns: 50 },
    );
  });
});
