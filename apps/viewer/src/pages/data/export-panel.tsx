import { Button, ErrorNote, saveBlob } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';

export function ExportPanel() {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const save = (): void => {
    void run(async () => saveBlob(await brain.exportVault(), 'parlour-export.json'));
  };
  const saveUnmatched = (): void => {
    void run(async () => saveBlob(await brain.unmatchedCsv(), 'parlour-unmatched.csv'));
  };
  return (
    <section className={page.panel} aria-labelledby="export">
      <h2 id="export">Take it with you</h2>
      <p>Everything in the vault as one JSON file. It is not encrypted: keep it where nobody else reads.</p>
      <div className={page.row}>
        <Button icon="download" isDisabled={busy} onPress={save}>
          Export everything
        </Button>
        <Button icon="download" isDisabled={busy} onPress={saveUnmatched}>
          Download unmatched rows
        </Button>
      </div>
      <ErrorNote error={error} />
    </section>
  );
}
