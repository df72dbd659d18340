import { useBrainState } from './brain-context.ts';

/** Changes whenever something in the vault or in the settings has come or gone by another device's doing. */
export const useArrivals = (): number => useBrainState()?.sync?.arrivals ?? 0;
