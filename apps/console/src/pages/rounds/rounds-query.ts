import { infiniteQueryOptions } from '@tanstack/react-query';
import { operate } from '../../api/operate.ts';
import { isOver } from './round-words.ts';

/** All rounds, the newest first, page by page; looked at often while one is open. */
export const roundsQuery = infiniteQueryOptions({
  queryKey: ['GET /api/operator/rounds'],
  queryFn: ({ pageParam, signal }) =>
    operate('GET /api/operator/rounds', { query: pageParam === null ? {} : { after: pageParam } }, signal),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
  refetchInterval: ({ state: { data } }) =>
    data?.pages.some(({ rounds }) => rounds.some((round) => !isOver(round))) === true ? 2_000 : 10_000,
});
