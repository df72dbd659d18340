import { Button, ErrorNote, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { SyncView } from '@parlour/worker/brain-api';
import type { FormEvent } from 'react';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { BeginningFields, beginningOf, useBeginning } from './beginning-fields.tsx';

interface NewDeviceProps {
  readonly onChange: (view: SyncView) => void;
  readonly onBack: () => void;
}

/** On the device that is to be added. */
export function NewDevice({ onChange, onBack }: NewDeviceProps) {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const [beginning, setBeginning] = useBeginning();
  const show = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) void run(async () => onChange(await brain.showPairingCode(beginningOf(beginning))));
  };
  return (
    <form className={page.panel} onSubmit={show} aria-labelledby="add">
      <h2 id="add">Add this device</h2>
      <p>
        It shows a code, which you read or type on the other device. What is in this vault already is shared
        with the others, too.
      </p>
      <BeginningFields value={beginning} onChange={setBeginning} />
      <ErrorNote error={error} />
      {busy ? (
        <ProgressBar progress={undefined} idle="Making a code" />
      ) : (
        <div className={page.row}>
          <Button look="primary" type="submit" icon="eye">
            Show the code
          </Button>
          <Button look="quiet" onPress={onBack}>
            Back
          </Button>
        </div>
      )}
    </form>
  );
}
