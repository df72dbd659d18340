import { Button, ErrorNote, TextField, useToast } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { SyncView } from '@parlour/worker/brain-api';
import { type FormEvent, useState } from 'react';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';

interface ThisDeviceProps {
  readonly view: SyncView;
  readonly onChange: (view: SyncView) => void;
}

/** Its name, and the relay. */
export function ThisDevice({ view, onChange }: ThisDeviceProps) {
  const brain = useBrain();
  const toast = useToast();
  const { busy, error, run } = useAction();
  const [name, setName] = useState(view.name);
  const [relay, setRelay] = useState(view.relay);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (busy) return;
    void run(async () => {
      if (name !== view.name) onChange(await brain.renameDevice(name));
      if (relay !== view.relay) onChange(await brain.changeRelay(relay.trim() === '' ? undefined : relay));
      toast({ message: 'Saved.' });
    });
  };
  return (
    <form className={page.panel} onSubmit={save} aria-labelledby="this-device">
      <h2 id="this-device">This device and the relay</h2>
      <TextField label="Name" value={name} onChange={setName} />
      <TextField
        label="Relay"
        type="url"
        value={relay}
        onChange={setRelay}
        help="It carries what your devices say to each other and can read none of it. All your devices need the same; empty is the one of this Parlour."
      />
      <ErrorNote error={error} />
      <div>
        <Button type="submit" isDisabled={busy || (name === view.name && relay === view.relay)}>
          Save
        </Button>
      </div>
    </form>
  );
}
