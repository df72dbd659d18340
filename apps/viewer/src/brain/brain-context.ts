import type { Remote } from 'comlink';
import { createContext, use } from 'react';
import type { BrainApi, BrainState } from '@parlour/worker/brain-api';

export type Brain = Remote<BrainApi>;

export interface BrainConnection {
  readonly brain: Brain;
  /** Undefined until the worker has answered for the first time. */
  readonly state: BrainState | undefined;
}

export const BrainContext = createContext<BrainConnection | undefined>(undefined);

function useConnection(): BrainConnection {
  const connection = use(BrainContext);
  if (connection === undefined) throw new Error('There is no brain outside BrainProvider.');
  return connection;
}

export const useBrain = (): Brain => useConnection().brain;
export const useBrainState = (): BrainState | undefined => useConnection().state;
