import { Button, Icon } from '@parlour/interface';
import { useEffect, useState } from 'react';
import styles from './update-notice.module.css';
import { registerServiceWorker } from './register-service-worker.ts';

/** Says that a new version is there; it takes over only when the person wants it to. */
export function UpdateNotice() {
  const [takeOver, setTakeOver] = useState<() => void>();
  const [later, setLater] = useState(false);

  useEffect(() => {
    if (import.meta.env.PROD) void registerServiceWorker((accept) => setTakeOver(() => accept));
  }, []);

  return (
    <output className={styles.place}>
      {takeOver === undefined || later ? null : (
        <div className={styles.notice}>
          <Icon name="refresh" />
          <p>A new version of Parlour is ready.</p>
          <Button look="primary" onPress={takeOver}>
            Reload now
          </Button>
          <Button look="quiet" onPress={() => setLater(true)}>
            Later
          </Button>
        </div>
      )}
    </output>
  );
}
