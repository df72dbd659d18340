/** What the device has learned of a person, to be kept in the vault. */
export interface PersonalModel {
  readonly catalogueVersion: string;
  /** Version of the content features that the vector is made of; another version makes the vector meaningless. */
  readonly featureVersion: string;
  /** 512 floats, of any length: training goes on from here. Ranking uses only its direction. */
  readonly vector: Float32Array;
  /**
   * What every item of the history put into `vector`, exactly: vector = sum over items of coefficient * (features - mean
   * of the catalogue), plus what was learned from titles the person never met. Reasons are made of these.
   */
  readonly shares: readonly ItemShare[];
  /** Training steps in all, since the last start from nothing. */
  readonly steps: number;
  /** Unix milliseconds. */
  readonly trainedAt: number;
  /** How many events the last training knew. */
  readonly events: number;
}

export interface ItemShare {
  readonly item: string;
  readonly coefficient: number;
}
