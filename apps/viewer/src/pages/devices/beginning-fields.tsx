import { TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { SyncBeginning } from '@parlour/worker/brain-api';
import { useState } from 'react';
import { nameOfThisDevice } from './device-name.ts';

export interface BeginningState {
  readonly name: string;
  readonly relay: string;
}

export const beginningOf = ({ name, relay }: BeginningState): SyncBeginning => ({
  name,
  ...(relay.trim() === '' ? {} : { relay: relay.trim() }),
});

export const useBeginning = (): [BeginningState, (next: BeginningState) => void] =>
  useState<BeginningState>(() => ({ name: nameOfThisDevice(navigator.userAgent), relay: '' }));

interface BeginningFieldsProps {
  readonly value: BeginningState;
  readonly onChange: (value: BeginningState) => void;
}

/** What every way to begin asks for. */
export function BeginningFields({ value, onChange }: BeginningFieldsProps) {
  return (
    <>
      <TextField
        label="Name of this device"
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
        help="Your other devices show it. The relay does not see it."
      />
      <details>
        <summary>A relay of your own</summary>
        <div className={page.stack}>
          <TextField
            label="Address of the relay"
            type="url"
            value={value.relay}
            onChange={(relay) => onChange({ ...value, relay })}
            help="Leave it empty for the one of this Parlour. All your devices need the same."
          />
        </div>
      </details>
    </>
  );
}
