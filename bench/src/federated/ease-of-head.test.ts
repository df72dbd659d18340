import { interactionsOf } from '@parlour/model/collaborative';
import { seededRandom } from '@parlour/model';
import { expect, test } from 'vitest';
import { fittedEase } from '../quality/references/ease.ts';
import { fittedEaseOfHead } from './ease-of-head.ts';

const [items, head] = [60, 40];
const random = seededRandom(3);
const histories = Array.from({ length: 200 }, () =>
  [...new Set(Array.from({ length: 12 }, () => Math.floor(random() ** 2 * items)))].map((row, at) => ({
    row,
    at,
    weight: 1,
  })),
);
const everything = new Uint8Array(items).fill(1);
const moment = { now: 0 };
const history = [1, 3, 8].map((row, at) => ({ row, at, weight: 1 }));

test('with room for all titles it is EASE', () => {
  const x = interactionsOf(items, histories);
  const expected = fittedEase(x, 10).recommend(history, everything, moment, 10);
  expect(fittedEaseOfHead(x, 10).recommend(history, everything, moment, 10)).toEqual(expected);
});

test('without, it is EASE of the most watched titles, followed by the others, and keeps to what is allowed', () => {
  const x = interactionsOf(items, histories);
  const counts = new Float64Array(items);
  for (const row of x.items) counts[row]++;
  const order = Array.from(counts.keys()).toSorted((a, b) => counts[b] - counts[a] || a - b);
  const places = new Map(order.slice(0, head).map((row, place) => [row, place]));
  const small = interactionsOf(
    head,
    histories.map((all) =>
      all.flatMap((each) => {
        const place = places.get(each.row);
        return place === undefined ? [] : [{ ...each, row: place }];
      }),
    ),
  );
  const known = history.flatMap((each) => {
    const place = places.get(each.row);
    return place === undefined ? [] : [{ ...each, row: place }];
  });
  const inHead = fittedEase(small, 10).recommend(known, new Uint8Array(head).fill(1), moment, 10);
  const found = fittedEaseOfHead(x, 10, head);
  expect([...found.recommend(history, everything, moment, 10)]).toEqual(
    Array.from(inHead, (place) => order[place]),
  );
  const tail = new Uint8Array(items);
  for (const row of order.slice(head - 2)) tail[row] = 1;
  const list = found.recommend(history, tail, moment, 10);
  expect(new Set(list.subarray(0, 2))).toEqual(new Set(order.slice(head - 2, head)));
  expect([...list.subarray(2)]).toEqual(order.slice(head, head + 8));
});
