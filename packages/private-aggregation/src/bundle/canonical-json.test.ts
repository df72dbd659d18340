import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('is the value again, whatever it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value as never))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (record) => {
        const turned = Object.fromEntries(Object.entries(record).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(record));
      }),
    );
  });

  it('is that of RFC 8785, section 3.2.2 and 3.2.3, in what bundles hold', () => {
    expect(canonicalJson({ b: [56, { d: true, 10: null }], a: 1e30, '€': 0.002, z: -0 })).toBe(
      '{"a":1e+30,"b":[56,{"10":null,"d":true}],"z":0,"€":0.002}',
    );
  });

  it('refuses what JSON cannot hold', () => {
    expect(() => canonicalJson([Number.POSITIVE_INFINITY])).toThrow(RangeError);
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(RangeError);
  });
});
