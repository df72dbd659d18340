import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { Toast } from './toast-context.ts';
import { ToastContext } from './toast-context.ts';
import { ToastCard } from './toast-card.tsx';
import styles from './toast.module.css';

const MOST_AT_ONCE = 3;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly { id: number; toast: Toast }[]>([]);
  const nextId = useRef(1);

  const show = useCallback((toast: Toast) => {
    const id = nextId.current;
    nextId.current += 1;
    setToasts((before) => [...before, { id, toast }].slice(-MOST_AT_ONCE));
  }, []);
  const remove = useCallback(
    (id: number) => setToasts((before) => before.filter((entry) => entry.id !== id)),
    [],
  );

  return (
    <ToastContext value={show}>
      {children}
      <section className={styles.region} aria-label="Notices" aria-live="polite">
        {toasts.map(({ id, toast }) => (
          <ToastCard key={id} toast={toast} onGone={() => remove(id)} />
        ))}
      </section>
    </ToastContext>
  );
}
