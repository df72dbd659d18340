import { vaultError } from './vault-error.ts';

/** What Argon2id costs: passes over memory, and bytes of it. */
export interface KdfCost {
  readonly opsLimit: number;
  readonly memLimit: number;
}

const MIB = 2 ** 20;
/** libsodium's MODERATE. */
export const FULL_COST: KdfCost = { opsLimit: 3, memLimit: 256 * MIB };
/** For devices that cannot allocate 256 MiB: as many bytes written in all, which is what a guesser pays for. */
export const REDUCED_COST: KdfCost = { opsLimit: 12, memLimit: 64 * MIB };

export const isReduced = (cost: KdfCost): boolean => cost.memLimit < FULL_COST.memLimit;

/**
 * Refuses a cost under the floor (`vault/weakened-kdf`), which Parlour never writes, before the passphrase is used with
 * it, and one so high that the tab would hang (`vault/damaged-header`).
 */
export function checkKdfCost({ opsLimit, memLimit }: KdfCost): void {
  const work = opsLimit * memLimit;
  const floor = FULL_COST.opsLimit * FULL_COST.memLimit;
  if (opsLimit < FULL_COST.opsLimit || memLimit < REDUCED_COST.memLimit || work < floor) {
    throw vaultError('weakened-kdf');
  }
  if (memLimit > 1024 * MIB || work > 16 * floor) {
    throw vaultError('damaged-header');
  }
}
