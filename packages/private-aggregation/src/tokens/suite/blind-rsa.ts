import type { Bytes } from '../../secure-aggregation/bytes.ts';

/** RSABSSA-SHA384-PSS-Randomized (RFC 9474), the device's part, with one RSA key of 2,048 bits. */
export interface BlindRsaKey {
  /** Prepare and Blind (sections 4.1, 4.2), with fresh randomness of the platform. */
  blind(message: Bytes): Promise<Blinded>;
  /** Finalize (section 4.4): the signature, 256 bytes; undefined if it does not verify. */
  finalize(prepared: Bytes, blindSignature: Bytes, inverse: Bytes): Promise<Bytes | undefined>;
  /** RSASSA-PSS-VERIFY (RFC 8017, section 8.1.2), salt of 48 bytes. Never rejects. */
  verify(prepared: Bytes, signature: Bytes): Promise<boolean>;
}

export interface Blinded {
  /** 32 random bytes and the message. */
  readonly prepared: Bytes;
  /** What the signer is shown: 256 bytes, uniform whatever the message is. */
  readonly blinded: Bytes;
  /** Secret until the signature is there: takes the blinding away. 256 bytes. */
  readonly inverse: Bytes;
}

/** The blind signatures that roles are handed. */
export interface BlindRsa {
  /**
   * @param publicKey SubjectPublicKeyInfo (DER).
   * @throws ParlourError `tokens/unfit-key` for anything but a modulus of 2,048 bits with the exponent 65,537.
   */
  key(publicKey: Bytes): Promise<BlindRsaKey>;
}

export const MODULUS_BYTES = 256;
/** Bytes that Prepare puts before a message. */
export const RANDOMIZER_BYTES = 32;
