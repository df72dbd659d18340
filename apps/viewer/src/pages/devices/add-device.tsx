import { Button, ErrorNote, ProgressBar, TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { SyncView } from '@parlour/worker/brain-api';
import { type FormEvent, useState } from 'react';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';

/** On a device that shares: the code that a new one shows. */
export function AddDevice({ onChange }: { onChange: (view: SyncView) => void }) {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const [text, setText] = useState('');
  const read = (event: FormEvent): void => {
    event.preventDefault();
    if (busy || text.trim() === '') return;
    void run(async () => {
      onChange(await brain.readPairingCode(text));
      setText('');
    });
  };
  return (
    <form className={page.panel} onSubmit={read} aria-labelledby="add-device">
      <h2 id="add-device">Add a device</h2>
      <p>
        Open “Your devices” on the new one, choose “Add this device to another”, and give its code here: the
        text of the picture, or the eight words.
      </p>
      <TextField
        label="Code of the new device"
        value={text}
        onChange={setText}
        isInvalid={error !== undefined}
      />
      <ErrorNote error={error} />
      {busy ? (
        <ProgressBar progress={undefined} idle="Looking for the new device" />
      ) : (
        <div>
          <Button look="primary" type="submit" icon="plus" isDisabled={text.trim() === ''}>
            Add a device
          </Button>
        </div>
      )}
    </form>
  );
}
