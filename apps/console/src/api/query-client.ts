import { ParlourError } from '@parlour/wire';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { sessionKey } from './session.ts';

/** Codes by which the server says that nobody is signed in any more. */
const SIGNED_OUT = 'operators/no-credential';

/** Whether asking again could help. */
const mayPass = (error: Error): boolean =>
  error instanceof ParlourError && /^(console\/unreachable|http\/(unavailable|too-slow))$/.test(error.code);

/** The cache of what the server said. A session that has ended shows the sign-in again. */
export function createQueryClient(): QueryClient {
  const onError = (error: Error): void => {
    if (error instanceof ParlourError && error.code === SIGNED_OUT)
      void client.invalidateQueries({ queryKey: sessionKey });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        retry: (failures, error) => failures < 2 && mayPass(error),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
