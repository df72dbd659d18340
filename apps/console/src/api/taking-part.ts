import { TakingPart } from '@parlour/wire';
import { queryOptions } from '@tanstack/react-query';
import { ask } from './ask.ts';

/** How a device takes part here; the same for everybody. */
export const takingPartQuery = queryOptions({
  queryKey: ['taking-part'],
  queryFn: ({ signal }) => ask(TakingPart, 'taking-part', { signal }),
  staleTime: 300_000,
});
