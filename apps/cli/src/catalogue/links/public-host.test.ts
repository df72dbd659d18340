import { expect, test } from 'vitest';
import { isPrivateUrl, isPublicAddress } from './public-host.ts';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '0.0.0.0',
  '255.255.255.255',
])('%s is private', (address) => {
  expect(isPublicAddress(address)).toBe(false);
  expect(isPrivateUrl(new URL(`http://${address}/`))).toBe(true);
  expect(isPublicAddress(`::ffff:${address}`)).toBe(false);
});

test.each(['::1', '::', 'fe80::1', 'fd00::1', 'ff02::1'])('%s is private', (address) => {
  expect(isPublicAddress(address)).toBe(false);
  expect(isPrivateUrl(new URL(`http://[${address}]/`))).toBe(true);
});

test('others are public, and names are looked at later', () => {
  for (const address of ['93.184.216.34', '172.32.0.1', '2606:2800:220:1::1']) {
    expect(isPublicAddress(address)).toBe(true);
  }
  expect(isPrivateUrl(new URL('http://localhost/'))).toBe(false);
});
