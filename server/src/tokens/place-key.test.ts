import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeKey } from './place-key.ts';

const secret = new Uint8Array(32).fill(1);
const same = (a: string, b: string) => placeKey(secret, a) === placeKey(secret, b);

describe('the key of a place', () => {
  it('is of a whole /64 in IPv6, however it is written, and of one address in IPv4', () => {
    expect(same('2001:db8:1:2::1', '2001:DB8:1:2:ffff:0:0:9')).toBe(true);
    expect(same('2001:db8:1:2::1', '2001:0db8:0001:0002:0000:0000:0000:0001')).toBe(true);
    expect(same('2001:db8:1:2::1', '2001:db8:1:3::1')).toBe(false);
    expect(same('2001:db8::5', '2001:db8:0:0:1::')).toBe(true);
    expect(same('fe80::1%eth0', 'fe80::2')).toBe(true);
    expect(same('::1', '::2')).toBe(true);
    expect(same('192.0.2.1', '::ffff:192.0.2.1')).toBe(true);
    expect(same('192.0.2.1', '192.0.2.2')).toBe(false);
  });

  it('says nothing of the address without the secret, which is another in each process', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        const key = placeKey(secret, address);
        expect(key).toMatch(/^[\w-]{43}$/);
        expect(placeKey(new Uint8Array(32), address)).not.toBe(key);
      }),
    );
  });
});
