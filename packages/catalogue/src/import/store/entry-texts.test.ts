import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EntryTexts } from './entry-texts.ts';

test('texts come back by their places, whatever was replaced and deleted', () => {
  const text = fc
    .tuple(fc.string({ unit: 'grapheme' }), fc.constantFrom(1, 1, 50_000))
    .map(([unit, times]) => unit.repeat(times));
  const step = fc.tuple(fc.nat(20), fc.option(text, { nil: undefined }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const texts = new EntryTexts();
      const expected: (string | undefined)[] = [];
      for (const [place, next] of steps) {
        if (next === undefined) texts.delete(place);
        else texts.set(place, next);
        if (next !== undefined || place < expected.length) expected[place] = next;
      }
      for (let place = 0; place < 22; place++) {
        expect(texts.get(place)).toBe(expected[place]);
        expect(texts.has(place)).toBe(expected[place] !== undefined);
      }
      expect(texts.length).toBe(expected.length);
      expect([...texts]).toEqual(expected.filter((each) => each !== undefined));
    }),
  );
});
