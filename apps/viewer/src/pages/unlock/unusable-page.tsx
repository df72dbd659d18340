import { Button, ErrorNote, usePageTitle } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useState } from 'react';
import { useBrainState } from '../../brain/brain-context.ts';
import { Stage } from '../../components/stage/stage.tsx';
import { EraseForm } from '../../erase/erase-form.tsx';

/** The vault or the catalogue cannot be used: what is wrong, and the ways on, the gentlest first. */
export function UnusablePage() {
  usePageTitle('A problem');
  const problem = useBrainState()?.problem;
  const [erasing, setErasing] = useState(false);
  return (
    <Stage>
      <h1>Parlour cannot open</h1>
      <ErrorNote error={problem} />
      <div className={page.row}>
        <Button look="primary" icon="refresh" onPress={() => location.reload()}>
          Try again
        </Button>
        {erasing || problem?.code === 'viewer/no-brain' ? null : (
          <Button look="danger" onPress={() => setErasing(true)}>
            Erase and start again
          </Button>
        )}
      </div>
      {erasing ? <EraseForm /> : null}
    </Stage>
  );
}
