import type { OperatorJob } from '@parlour/wire/api';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { operate } from '../../api/operate.ts';

export const isUnderWay = ({ state }: OperatorJob): boolean => state === 'waiting' || state === 'running';

/** All jobs, the newest first, page by page; looked at often while one is under way. */
export const jobsQuery = infiniteQueryOptions({
  queryKey: ['GET /api/operator/jobs'],
  queryFn: ({ pageParam, signal }) =>
    operate('GET /api/operator/jobs', { query: pageParam === null ? {} : { after: pageParam } }, signal),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
  refetchInterval: ({ state: { data } }) =>
    data?.pages.some(({ jobs }) => jobs.some(isUnderWay)) === true ? 1_000 : 10_000,
});
