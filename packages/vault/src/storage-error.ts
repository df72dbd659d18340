import { ParlourError } from '@parlour/wire';
import { vaultError } from './vault-error.ts';

/** What an error of IndexedDB means. A `ParlourError` stays what it is. */
export function storageError(cause: unknown): ParlourError {
  if (cause instanceof ParlourError) {
    return cause;
  }
  switch (cause instanceof Error ? cause.name : undefined) {
    case 'QuotaExceededError':
      return vaultError('quota-exceeded', cause);
    case 'VersionError':
      return vaultError('future-format', cause);
    // The connection was closed under us, or the stores are gone.
    case 'InvalidStateError':
    case 'NotFoundError':
      return vaultError('evicted', cause);
    default:
      return vaultError('storage-failed', cause);
  }
}
