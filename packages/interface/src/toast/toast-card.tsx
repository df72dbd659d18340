import { useEffect, useRef, useState } from 'react';
import { Button } from '../button/button.tsx';
import { IconButton } from '../button/icon-button.tsx';
import type { Toast } from './toast-context.ts';
import styles from './toast.module.css';

const SHOWN_FOR = 9000;

/** One notice; it waits while it is hovered or focused. */
export function ToastCard({ toast, onGone }: { toast: Toast; onGone: () => void }) {
  const [held, setHeld] = useState(false);
  const gone = useRef(onGone);
  useEffect(() => {
    gone.current = onGone;
  });
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => gone.current(), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [held]);

  const { action } = toast;
  return (
    <div
      className={styles.toast}
      data-tone={toast.tone ?? 'plain'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p>{toast.message}</p>
      {action === undefined ? null : (
        <Button
          look="quiet"
          onPress={() => {
            action.run();
            onGone();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="close" label="Dismiss" onPress={onGone} />
    </div>
  );
}
