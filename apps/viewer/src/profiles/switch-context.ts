import type { ProfileView } from '@parlour/worker/brain-api';
import { createContext, use } from 'react';

/** Goes to another profile's list, and shows the way there. Resolves to whether that went well. */
export type SwitchProfile = (profile: ProfileView) => Promise<boolean>;

export const SwitchContext = createContext<SwitchProfile>(() => Promise.resolve(false));

export const useSwitchProfile = (): SwitchProfile => use(SwitchContext);
