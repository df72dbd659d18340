import { hash } from 'node:crypto';
import { isIPv6 } from 'node:net';

/**
 * Who is counted together by a rate limit, without an address being kept anywhere: a keyed hash of the address (of an IPv6
 * address, its /64, which is one household's) under a secret that dies with the process.
 * @param secret 32 random bytes, made at start, never stored.
 */
export function placeKey(secret: Uint8Array, address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const place = mapped ?? (isIPv6(address) ? network(address) : address);
  // In one call: an HMAC object takes sixteen times as long, on every request. Nobody sees the hash, so nobody can lengthen it.
  return hash('sha256', Buffer.concat([secret, Buffer.from(place)]), 'base64url');
}

/** The first 64 bits, written out. */
function network(address: string): string {
  const [head, tail] = address.split('%')[0].split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...after];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16))
    .join(':');
}
