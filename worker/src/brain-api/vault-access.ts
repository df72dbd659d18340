export interface CreatedVault {
  /** BIP39, English, 12 words; shown once, kept nowhere. */
  readonly recoveryWords: readonly string[];
  /** True where 256 MiB could not be allocated and the key derivation uses 64 MiB with more passes. */
  readonly reducedMemory: boolean;
}

export type VaultUnlock = { passphrase: string } | { passkey: PasskeySecret };

export interface PasskeySecret {
  readonly credentialId: Uint8Array<ArrayBuffer>;
  /** 32 bytes, output of the WebAuthn PRF extension for `salt` of the challenge. */
  readonly prf: Uint8Array<ArrayBuffer>;
}

export interface PasskeyChallenge {
  readonly credentialIds: Uint8Array<ArrayBuffer>[];
  /** 32 bytes, to give to the PRF extension as `eval.first`. */
  readonly salt: Uint8Array<ArrayBuffer>;
}
