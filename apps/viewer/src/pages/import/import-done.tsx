import { Button, counted, LinkButton, Note } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useState } from 'react';
import type { ImportSummary } from '@parlour/worker/brain-api';
import { ImportActions } from './import-actions.tsx';

export function ImportDone({ summary, onAnother }: { summary: ImportSummary; onAnother: () => void }) {
  const [undone, setUndone] = useState(false);
  return (
    <section className={page.stack} aria-label="Import finished">
      {undone ? (
        <Note>
          <p>The import is undone: its rows are out of the vault again.</p>
        </Note>
      ) : (
        <Note tone="good" icon="check">
          <strong>{counted(summary.added, 'row')} imported</strong>
          <p>
            {counted(summary.matchedTitles, 'title')} matched, {counted(summary.unmatchedTitles, 'title')}{' '}
            without a match
            {summary.known === 0 ? '' : `, ${counted(summary.known, 'row')} already in the vault`}.
          </p>
        </Note>
      )}
      <div className={page.row}>
        <LinkButton to="/" look="primary">
          See your list
        </LinkButton>
        <Button onPress={onAnother}>Import another file</Button>
        {undone ? null : <ImportActions summary={summary} onUndone={() => setUndone(true)} />}
      </div>
    </section>
  );
}
