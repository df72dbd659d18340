import { createContext, use } from 'react';

export interface Toast {
  readonly message: string;
  readonly tone?: 'plain' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
}

export const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Says something in passing; read out politely, gone after a while. */
export const useToast = (): ((toast: Toast) => void) => use(ToastContext);
