import { createContext, use } from 'react';

/** Where erasing everything stands. */
export type Erasing = 'no' | 'under-way' | 'done';

export const EraseContext = createContext<(erasing: Erasing) => void>(() => undefined);

/** Tells the gate, so that it shows no welcome between the last page and the next. */
export const useTellErasing = (): ((erasing: Erasing) => void) => use(EraseContext);
