import type { CryptoSuite } from '../secure-aggregation/suite/crypto-suite.ts';
import type { BlindRsa } from './suite/blind-rsa.ts';

/** The cryptography that tokens are handed; they await nothing else. */
export interface TokenTools {
  readonly suite: CryptoSuite;
  readonly blindRsa: BlindRsa;
}
