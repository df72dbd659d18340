import type { Arm } from '@parlour/private-aggregation/queries';
import type { CatalogueManifest } from '@parlour/wire';

export type TriedKind = NonNullable<CatalogueManifest['canaries']>[number]['model'];

/** Which of two models a person's devices use, as long as one is tried. */
export interface TrialArm {
  readonly model: TriedKind;
  /** 32 hex digits. */
  readonly experiment: string;
  readonly arm: Arm;
  /** Of people who try the candidate. */
  readonly share: number;
  /**
   * The candidate is this person's, and finds clearly less of what they watched than the one before: their lists are made with that. They count for
   * their arm all the same (by intention to treat), else it would lack those for whom the candidate is worst.
   */
  readonly wentBack?: boolean;
}

/** The arm of whoever this device belongs to. @param experiment 32 hex digits. @param share in (0, 1). */
export type ArmOf = (experiment: string, share: number) => Promise<Arm>;

/** As long as no vault is open nobody is known, and nobody tries anything. */
export const nobodyTries: ArmOf = () => Promise.resolve('current');
