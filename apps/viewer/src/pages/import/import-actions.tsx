import { Button, ErrorNote, saveBlob } from '@parlour/interface';
import type { ImportSummary } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { useSession } from '../../session/session.ts';

interface ImportActionsProps {
  readonly summary: ImportSummary;
  readonly onUndone: () => void;
}

/** Undo one import, and fetch the rows of it that matched nothing. */
export function ImportActions({ summary, onUndone }: ImportActionsProps) {
  const brain = useBrain();
  const session = useSession();
  const { busy, error, run } = useAction();
  const undo = async (): Promise<void> => {
    const done = await run(() => brain.undoImport(summary.importId));
    if (!done) return;
    session.keepHome(undefined);
    onUndone();
  };
  const download = (): void => {
    void run(async () => saveBlob(await brain.unmatchedCsv(summary.importId), 'parlour-unmatched.csv'));
  };
  return (
    <>
      <Button icon="undo" isDisabled={busy} onPress={() => void undo()}>
        {busy ? 'Working…' : 'Undo this import'}
      </Button>
      {summary.unmatchedTitles === 0 ? null : (
        <Button icon="download" isDisabled={busy} onPress={download}>
          Download unmatched rows
        </Button>
      )}
      <ErrorNote error={error} />
    </>
  );
}
