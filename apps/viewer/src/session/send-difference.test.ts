import { expect, test } from 'vitest';
import type { EventKind } from '@parlour/wire';
import { NOTHING_SAID } from './mine-store.ts';
import { sendDifference } from './send-difference.ts';
import { afterWish, type Wish } from './wishes.ts';

function recorder() {
  const calls: string[] = [];
  return {
    calls,
    brain: {
      feedback: async (_: string, kind: EventKind, stars?: number) => {
        calls.push(stars === undefined ? `+${kind}` : `+${kind} ${stars}`);
      },
      takeBack: async (_: string, kind: EventKind) => {
        calls.push(`-${kind}`);
      },
    },
  };
}

test('liking ends "not for me", and undoing brings it back', async () => {
  const { calls, brain } = recorder();
  const before = { ...NOTHING_SAID, notForMe: true };
  const after = afterWish(before, { kind: 'like', on: true });
  await sendDifference(brain, 'x', before, after);
  await sendDifference(brain, 'x', after, before);
  expect(calls).toEqual(['-not-for-me', '+like', '-like', '+not-for-me']);
});

test('stars and the watchlist go both ways', async () => {
  const { calls, brain } = recorder();
  const wishes: Wish[] = [
    { kind: 'rating', stars: 4.5 },
    { kind: 'watchlist', on: true },
    { kind: 'watchlist', on: false },
    { kind: 'rating', stars: undefined },
  ];
  let mine = NOTHING_SAID;
  for (const wish of wishes) {
    const next = afterWish(mine, wish);
    await sendDifference(brain, 'x', mine, next);
    mine = next;
  }
  expect(calls).toEqual(['+rating 4.5', '+watchlist', '+unwatchlist', '-rating']);
});

test('no difference, no word', async () => {
  const { calls, brain } = recorder();
  await sendDifference(brain, 'x', NOTHING_SAID, { ...NOTHING_SAID });
  expect(calls).toEqual([]);
});
