import type { ReactNode } from 'react';
import { useMayChange } from './session-context.ts';

/** What changes something is offered to operators only. */
export function OperatorsOnly({ children }: { children: ReactNode }) {
  return useMayChange() ? children : null;
}
