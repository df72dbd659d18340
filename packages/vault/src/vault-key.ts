/** A way into the vault. Strings cannot be wiped from memory in JavaScript: hold them as short as you can. */
export type VaultKey =
  | { readonly passphrase: string }
  | { readonly passkey: PasskeySecret }
  /** 12 BIP39 words, English; case and spacing do not matter. */
  | { readonly recoveryWords: string };

/** What WebAuthn gave the page. */
export interface PasskeySecret {
  readonly credentialId: Uint8Array;
  /** 32 bytes: the PRF extension's output for the vault's `passkeySalt`. Not wiped by the vault: it is the caller's. */
  readonly prf: Uint8Array;
}
