import { ErrorNote } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { SyncView } from '@parlour/worker/brain-api';
import { useState } from 'react';
import { ByWords } from './by-words.tsx';
import { DevicesHeading } from './devices-heading.tsx';
import { FirstDevice } from './first-device.tsx';
import { NewDevice } from './new-device.tsx';
import { PairingPanel } from './pairing-panel.tsx';
import { type Way, WaysToBegin } from './ways-to-begin.tsx';
import { WhatTheRelaySees } from './what-the-relay-sees.tsx';
import type { PlainError } from '@parlour/wire';

interface NotSharingProps {
  readonly view: SyncView;
  readonly error: PlainError | undefined;
  readonly onChange: (view: SyncView) => void;
}

/** The page of a device that shares nothing yet, or no more. */
export function NotSharing({ view, error, onChange }: NotSharingProps) {
  const [way, setWay] = useState<Way>();
  const back = (): void => setWay(undefined);
  if (way === 'first')
    return (
      <div className={page.narrow}>
        <FirstDevice onChange={onChange} onBack={back} />
      </div>
    );
  return (
    <div className={page.narrow}>
      <DevicesHeading />
      <ErrorNote error={error} />
      {view.pairing === undefined ? (
        <>
          {way === undefined ? <WaysToBegin onChoose={setWay} /> : null}
          {way === 'add' ? <NewDevice onChange={onChange} onBack={back} /> : null}
          {way === 'words' ? <ByWords onChange={onChange} onBack={back} /> : null}
        </>
      ) : (
        <PairingPanel pairing={view.pairing} onChange={onChange} />
      )}
      <WhatTheRelaySees />
    </div>
  );
}
