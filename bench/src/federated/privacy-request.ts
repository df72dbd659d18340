/** What one person may lose over a lifetime, and in how many rounds. */
export interface PrivacyRequest {
  readonly epsilon: number;
  readonly delta: number;
  /** Rounds that have a person in them, at most. */
  readonly participations: number;
}
