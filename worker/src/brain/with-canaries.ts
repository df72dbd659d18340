import type { CatalogueManifest } from '@parlour/wire';
import type { ArmOf, TrialArm } from './trials/trial-arm.ts';

/** What a person's device uses of a manifest with models on trial. */
export interface TriedManifest {
  readonly manifest: CatalogueManifest;
  readonly arms: readonly TrialArm[];
}

/** The manifest with each model on trial in the place of the published one, where this person's devices are those that try it. */
export async function withCanaries(published: CatalogueManifest, armOf: ArmOf): Promise<TriedManifest> {
  const manifest = { ...published };
  const arms: TrialArm[] = [];
  for (const { model, share, file, experiment } of published.canaries ?? []) {
    // What nothing is asked of is tried for nothing.
    if (experiment === undefined) continue;
    const arm = await armOf(experiment, share);
    arms.push({ model, experiment, arm, share });
    if (arm === 'candidate') manifest[model] = file;
  }
  return { manifest, arms };
}
