import type { SyncView } from '@parlour/worker/brain-api';
import { useBrain, useBrainState } from '../../brain/brain-context.ts';
import { type Query, useQuery } from '../../brain/use-query.ts';

/** How the person's devices share, asked anew whenever the brain says that it has changed. */
export function useSync(): Query<SyncView> {
  const brain = useBrain();
  const changes = useBrainState()?.sync?.changes ?? 0;
  return useQuery('sync', () => brain.sync(), changes);
}
