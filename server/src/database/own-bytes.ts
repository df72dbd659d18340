import type { Bytes } from '@parlour/private-aggregation';

/** Bytes of the database, over memory of their own as the protocol wants them: the driver's buffers may lie in a pool. */
export const ownBytes = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);
