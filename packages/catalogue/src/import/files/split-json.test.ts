import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitJson } from './split-json.ts';

async function split(text: string, depth: 0 | 1, cuts: readonly number[] = []) {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  const chunks = [0, ...places].map((from, number) => text.slice(from, [...places, text.length][number]));
  async function* stream() {
    yield* chunks;
  }
  const slices = [];
  for await (const slice of splitJson(stream(), depth)) slices.push(slice);
  return slices;
}

const cuts = fc.array(fc.nat(2000), { maxLength: 20 });
const space = fc.constantFrom(undefined, 2, '\t');

test('the elements of an array, wherever the chunks end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue({ maxDepth: 3 })), cuts, space, async (values, at, indent) => {
      const slices = await split(JSON.stringify(values, undefined, indent), 1, at);
      expect(slices.map(({ text }) => JSON.parse(text) as unknown)).toEqual(
        JSON.parse(JSON.stringify(values)),
      );
    }),
  );
});

test('the values of a sequence, each with its line', async () => {
  const slices = await split('{"a":\n1}\n\n {"b":"}\\"{"}{"c":[]}', 0, [3, 9, 12]);
  expect(slices).toEqual([
    { text: '{"a":\n1}', line: 1 },
    { text: '{"b":"}\\"{"}', line: 4 },
    { text: '{"c":[]}', line: 4 },
  ]);
});

test('an element that is no JSON spoils no other', async () => {
  const slices = await split('[\n{"a":1},\n{oops},\n{"b":2}\n]', 1);
  expect(slices).toEqual([
    { text: '{"a":1}', line: 2 },
    { text: '{oops}', line: 3 },
    { text: '{"b":2}', line: 4 },
  ]);
});
