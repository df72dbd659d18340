import { asked } from '../../api/asked.ts';

/** Everything that was ever published, the newest first; how many wait changes by itself. */
export const bundlesQuery = { ...asked('GET /api/operator/bundles', {}), refetchInterval: 10_000 };
