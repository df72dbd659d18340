import { Button, dayName, ErrorNote, Icon, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { DeviceView, SyncView } from '@parlour/worker/brain-api';
import { useState } from 'react';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import styles from './devices.module.css';

interface DeviceListProps {
  readonly view: SyncView;
  readonly onChange: (view: SyncView) => void;
}

/** All that belong, and the way to shut one out. */
export function DeviceList({ view, onChange }: DeviceListProps) {
  const brain = useBrain();
  const confirming = useAction();
  const isUnconfirmed = view.status.kind === 'blocked' && view.status.because === 'unconfirmed';
  return (
    <section className={page.panel} aria-labelledby="devices">
      <h2 id="devices">Devices</h2>
      <ul className={styles.devices} aria-labelledby="devices">
        {view.devices.map((device) => (
          <DeviceEntry key={device.id} device={device} canRemove={!isUnconfirmed} onChange={onChange} />
        ))}
      </ul>
      {isUnconfirmed ? (
        <div className={page.stack}>
          <p>
            The relay may have shown this device an older list. If you know all of these devices, go on; if
            one was lost or stolen, go on and remove it at once.
          </p>
          <div>
            <Button
              look="primary"
              icon="check"
              isDisabled={confirming.busy}
              onPress={() => void confirming.run(async () => onChange(await brain.confirmDevices()))}
            >
              I know these devices
            </Button>
          </div>
          <ErrorNote error={confirming.error} />
        </div>
      ) : null}
    </section>
  );
}

interface DeviceEntryProps {
  readonly device: DeviceView;
  readonly canRemove: boolean;
  readonly onChange: (view: SyncView) => void;
}

function DeviceEntry({ device: { id, name, lastSeen, isThis }, canRemove, onChange }: DeviceEntryProps) {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const [isAsked, setAsked] = useState(false);
  const called = name === undefined || name === '' ? 'A device without a name' : name;
  return (
    <li className={styles.device}>
      <Icon name="chip" />
      <div>
        <strong>{called}</strong>
        <span className={page.quiet}>
          {isThis
            ? 'This device'
            : lastSeen === undefined
              ? 'Has not come yet. If its pairing broke off, remove it and pair again.'
              : `Last seen on ${dayName(lastSeen)}`}
        </span>
      </div>
      {isThis || !canRemove || isAsked ? null : (
        <Button icon="trash" aria-label={`Remove ${called}`} onPress={() => setAsked(true)}>
          Remove
        </Button>
      )}
      {isAsked ? (
        <div className={styles.asked}>
          <p>
            {called} is shut out: all keys are changed, and it reads nothing that is written from now on. What
            it has already it keeps. If the recovery words were made on it, or the paper is gone with it, make
            new recovery words afterwards: whoever has them can come back.
          </p>
          {busy ? (
            <ProgressBar progress={undefined} idle="Changing the keys" />
          ) : (
            <div className={page.row}>
              <Button
                look="danger"
                icon="trash"
                onPress={() => void run(async () => onChange(await brain.removeDevice(id)))}
              >
                Remove it
              </Button>
              <Button look="quiet" onPress={() => setAsked(false)}>
                Keep it
              </Button>
            </div>
          )}
          <ErrorNote error={error} />
        </div>
      ) : null}
    </li>
  );
}
