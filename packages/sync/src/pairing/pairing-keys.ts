import { type Bytes, concat, toHex, utf8 } from '../bytes.ts';
import { SIZES, type SyncSuite } from '../suite/sync-suite.ts';

/** Milliseconds that a code is good for. */
export const PAIRING_LIFETIME = 120_000;

/** Where the two devices meet at the relay: 16 bytes in hex, which tell nothing about the code. */
export const rendezvousOf = (suite: SyncSuite, secret: Bytes): string =>
  toHex(suite.derive(secret, 'pairing/rendezvous', 16));

/** For what is sent before there is a shared secret: nobody who has not seen the code reads or makes it. */
export const codeKey = (suite: SyncSuite, secret: Bytes): Bytes =>
  suite.derive(secret, 'pairing/code', SIZES.key);

/** For all that follows: of the X-Wing secret, the code and all that was said. */
export const sessionKey = (
  suite: SyncSuite,
  {
    shared,
    secret,
    transcript,
  }: { readonly shared: Bytes; readonly secret: Bytes; readonly transcript: Bytes },
): Bytes => suite.derive(concat(shared, secret, transcript), 'pairing/session', SIZES.key);

/** What the new device commits to before it knows the other's nonce: whoever stands in between cannot choose the numbers. */
export const commitmentTo = (suite: SyncSuite, nonce: Bytes): Bytes =>
  suite.sha256(utf8('parlour-sync/1/commitment'), nonce);

/** Six digits that both screens show: of the session, and of a nonce of either side. One in a million by chance. */
export function shortString(suite: SyncSuite, session: Bytes, ofNewcomer: Bytes, ofHost: Bytes): string {
  const hash = suite.sha256(utf8('parlour-sync/1/numbers'), session, ofNewcomer, ofHost);
  return String(new DataView(hash.buffer).getUint32(0) % 1_000_000).padStart(6, '0');
}
