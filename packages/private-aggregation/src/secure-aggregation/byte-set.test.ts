import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ByteSet } from './byte-set.ts';
import { toHex } from './bytes.ts';

it('a set of bytes takes each once, however alike they begin', () => {
  const strings = fc.array(
    fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 7 }).map((bits) => Uint8Array.from(bits)),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(strings, (all) => {
      const [set, seen] = [new ByteSet(), new Set<string>()];
      for (const bytes of all) {
        expect(set.add(bytes)).toBe(!seen.has(toHex(bytes)));
        seen.add(toHex(bytes));
      }
    }),
  );
});
