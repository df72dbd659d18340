import { ErrorNote, usePageTitle } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useState } from 'react';
import { AddDevice } from './add-device.tsx';
import { DeviceList } from './device-list.tsx';
import { DevicesHeading } from './devices-heading.tsx';
import { EndPanel } from './end-panel.tsx';
import { NotSharing } from './not-sharing.tsx';
import { PairingPanel } from './pairing-panel.tsx';
import { RecoveryWords } from './recovery-words.tsx';
import { RenewWords } from './renew-words.tsx';
import { StatusPanel } from './status-panel.tsx';
import { ThisDevice } from './this-device.tsx';
import { useSync } from './use-sync.ts';
import { WhatTheRelaySees } from './what-the-relay-sees.tsx';

export function DevicesPage() {
  usePageTitle('Your devices');
  const { value: view, error, put } = useSync();
  const [isRenewing, setRenewing] = useState(false);
  if (view?.choice === 'off') return <NotSharing view={view} error={error} onChange={put} />;
  if (isRenewing)
    return (
      <div className={page.narrow}>
        <RenewWords onChange={put} onBack={() => setRenewing(false)} />
      </div>
    );
  const isWorking = view !== undefined && view.devices.length > 0;
  return (
    <div className={page.narrow}>
      <DevicesHeading />
      <ErrorNote error={error} />
      {view?.pairing === undefined ? null : <PairingPanel pairing={view.pairing} onChange={put} />}
      {view === undefined ? null : (
        <>
          <StatusPanel view={view} onChange={put} />
          {isWorking ? <DeviceList view={view} onChange={put} /> : null}
          {isWorking && view.pairing === undefined ? (
            <>
              {view.status.kind === 'blocked' ? null : (
                <>
                  <AddDevice onChange={put} />
                  <RecoveryWords view={view} onRenew={() => setRenewing(true)} />
                </>
              )}
              <ThisDevice key={`${view.name} ${view.relay}`} view={view} onChange={put} />
            </>
          ) : null}
          {view.pairing === undefined ? <EndPanel isWorking={isWorking} onChange={put} /> : null}
        </>
      )}
      <WhatTheRelaySees />
    </div>
  );
}
