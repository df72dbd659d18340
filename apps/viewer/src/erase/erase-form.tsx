import { Button, ErrorNote, ProgressBar, TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { type FormEvent, useState } from 'react';
import { useTellErasing } from '../app/erase-context.ts';
import { useBrain } from '../brain/brain-context.ts';
import { useAction } from '../brain/use-action.ts';
import { removePageTraces } from './remove-page-traces.ts';

const WORD = 'erase';

/** Typed confirmation, then everything of this site on this device goes. */
export function EraseForm() {
  const brain = useBrain();
  const tell = useTellErasing();
  const { busy, error, run } = useAction();
  const [typed, setTyped] = useState('');
  const sure = typed.trim().toLowerCase() === WORD;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!sure || busy) return;
    void run(async () => {
      tell('under-way');
      try {
        await removePageTraces();
        await brain.eraseEverything();
        tell('done');
      } catch (problem) {
        tell('no');
        throw problem;
      }
    });
  };
  return (
    <form className={page.stack} onSubmit={submit}>
      <p>
        This removes the vault with everything in it, the catalogue, and all files of Parlour from this
        device. It cannot be undone. An export you saved stays where you saved it.
      </p>
      <TextField label={`Type “${WORD}” to confirm`} value={typed} onChange={setTyped} />
      <ErrorNote error={error} />
      {busy ? (
        <ProgressBar progress={undefined} idle="Erasing" />
      ) : (
        <div>
          <Button look="danger" icon="trash" type="submit" isDisabled={!sure}>
            Erase everything
          </Button>
        </div>
      )}
    </form>
  );
}
