/** What could not be read. Unreadable records are never changed or deleted, except by `discardDamaged()`. */
export interface Damage {
  /** Log records that do not decrypt: one event or taking back each, or up to 50 events of an import. */
  readonly logRecords: number;
  /** Log records that are not there although later ones are. */
  readonly missingRecords: number;
  /** Checkpoints that do not decrypt. Harmless while `complete`. */
  readonly checkpoints: number;
  /** Blobs that do not decrypt, among those looked at so far. */
  readonly blobs: number;
  /**
   * `repaired`: one of its two copies was damaged and has been restored from the other. `altered`: it is not as it was
   * written, although the key given opened it; other ways in may not work. Changing the passphrase, passkeys or
   * words writes a sound one.
   */
  readonly header: 'sound' | 'repaired' | 'altered';
  /** False when events are known to be lost or unreadable. */
  readonly complete: boolean;
}

/** One unreadable record, as it lies in the database. */
export interface DamagedRecord {
  readonly store: 'log' | 'checkpoints' | 'blobs';
  /** Its key: a sequence number, a generation, or name and revision. */
  readonly key: string;
  /** Nonce and ciphertext; undefined when what lies there isn't even bytes. */
  readonly sealed: Uint8Array<ArrayBuffer> | undefined;
}
