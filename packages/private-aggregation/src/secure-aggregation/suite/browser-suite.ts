import type { CryptoSuite } from './crypto-suite.ts';
import { sodiumSuite } from './sodium-suite.ts';
import { webSuite } from './web-suite.ts';

/** WebCrypto where it has both curves, else libsodium's; found out by trying, never by the browser's name. */
export async function browserSuite(): Promise<CryptoSuite> {
  try {
    await webSuite.x25519Public(new Uint8Array(32).fill(1));
    await webSuite.ed25519Public(new Uint8Array(32).fill(1));
    return webSuite;
  } catch {
    return sodiumSuite();
  }
}
