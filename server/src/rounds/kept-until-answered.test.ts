import { expect, it, vi } from 'vitest';
import { keptUntilAnswered } from './kept-until-answered.ts';

it('gives back once what a request holds, at once where it was left while it waited for it', () => {
  const held = keptUntilAnswered<object>();
  const [request, other] = [{}, {}];
  const leaves = Array.from({ length: 4 }, () => vi.fn<() => void>());
  expect(held.keep(request, leaves[0])).toBe(true);
  expect(held.keep(request, leaves[1])).toBe(true);
  expect(held.keep(other, leaves[2])).toBe(true);
  held.ended(request);
  held.ended(request);
  expect(held.keep(request, leaves[3])).toBe(false);
  expect(leaves.map(({ mock }) => mock.calls.length)).toEqual([1, 1, 0, 1]);
});
