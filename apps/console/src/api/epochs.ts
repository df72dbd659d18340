import { SignedTokenDirectory, TokenDirectory, type TokenEpoch } from '@parlour/wire';
import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { ask } from './ask.ts';

/** Epochs whose tokens the server gives out now and soon, the next first. */
export const epochsQuery = queryOptions({
  queryKey: ['directory'],
  queryFn: async ({ signal }): Promise<TokenEpoch[]> => {
    const { directory } = await ask(SignedTokenDirectory, 'directory', { signal });
    const { epochs } = v.parse(TokenDirectory, JSON.parse(directory));
    return epochs.filter(({ validUntil }) => validUntil > Date.now());
  },
  staleTime: 60_000,
});
