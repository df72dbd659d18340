import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyRoom } from './body-room.ts';

describe('room for bodies', () => {
  it('holds no more than it has, lets in by turns, and everybody at last', async () => {
    const visits = fc.array(fc.record({ bytes: fc.integer({ min: 1, max: 150 }), turns: fc.nat(3) }), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(visits, async (all) => {
        const room = bodyRoom(100);
        const entered: number[] = [];
        let held = 0;
        let most = 0;
        await Promise.all(
          all.map(async ({ bytes, turns }, i) => {
            const leave = await room.take(bytes);
            entered.push(i);
            held += Math.min(bytes, 100);
            most = Math.max(most, held);
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
            held -= Math.min(bytes, 100);
            leave();
            leave();
          }),
        );
        expect(most).toBeLessThanOrEqual(100);
        expect(entered).toEqual(all.map((_, i) => i));
        expect(held).toBe(0);
        (await room.take(100))();
      }),
    );
  });
});
