import { Button, counted, ErrorNote, Note, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { RestoredExport } from '@parlour/worker/brain-api';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { useProgress } from '../../brain/use-progress.ts';
import { useSession } from '../../session/session.ts';

/** The way back for what “Export everything” gave. */
export function RestorePanel() {
  const brain = useBrain();
  const session = useSession();
  const { busy, error, run } = useAction();
  const { progress, listen, reset } = useProgress();
  const [restored, setRestored] = useState<RestoredExport>();
  const restore = (file: File | undefined): void => {
    if (file === undefined) return;
    setRestored(undefined);
    reset();
    void run(async () => {
      setRestored(await brain.restoreExport(file, listen()));
      session.keepHome(undefined);
    });
  };
  return (
    <section className={page.panel} aria-labelledby="restore">
      <h2 id="restore">Bring an export back</h2>
      <p>
        Adds the histories and profiles of a file that “Export everything” gave, as far as they are not here.
        Nothing that is here is changed. What the file says of taking part stays in it: a budget is never
        brought back.
      </p>
      {busy ? (
        <ProgressBar progress={progress} idle="Reading" />
      ) : (
        <div>
          <FileTrigger
            acceptedFileTypes={['.json', 'application/json']}
            onSelect={(files) => restore(files?.[0])}
          >
            <Button icon="upload">Choose an export</Button>
          </FileTrigger>
        </div>
      )}
      {restored === undefined ? null : (
        <Note tone="good" icon="check">
          <p>
            {counted(restored.added, 'entry', 'entries')} brought back
            {restored.profiles === 0 ? '' : `, and ${counted(restored.profiles, 'profile')}`}
            {restored.known === 0
              ? '.'
              : `; ${counted(restored.known, 'entry', 'entries')} were here already.`}
          </p>
        </Note>
      )}
      <ErrorNote error={error} />
    </section>
  );
}
