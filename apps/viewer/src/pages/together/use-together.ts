import type { TogetherView } from '@parlour/worker/brain-api';
import { useBrain, useBrainState } from '../../brain/brain-context.ts';
import { type Query, useQuery } from '../../brain/use-query.ts';

/** What is known of taking part, asked anew whenever the brain says that it has changed. */
export function useTogether(): Query<TogetherView> {
  const brain = useBrain();
  const changes = useBrainState()?.together?.changes ?? 0;
  return useQuery('together', () => brain.together(), changes);
}
