import { Button, count, counted, Note } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { ImportChoices, ImportPreview } from '@parlour/worker/brain-api';
import { AmbiguousTab } from './ambiguous-tab.tsx';
import { MatchedTab } from './matched-tab.tsx';
import styles from './import.module.css';
import { PreviewFacts } from './preview-facts.tsx';
import { RejectedTab } from './rejected-tab.tsx';
import { UnmatchedTab } from './unmatched-tab.tsx';

interface PreviewPanelProps {
  readonly preview: ImportPreview;
  readonly onCommit: (choices: ImportChoices) => void;
  readonly onCancel: () => void;
}

/** What would be imported, before anything is. */
export function PreviewPanel({ preview, onCommit, onCancel }: PreviewPanelProps) {
  const [items, setItems] = useState<Record<string, string | null>>({});
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const { matched, ambiguous, unmatched, rejected } = preview;
  const rows = matched.reduce((sum, title) => sum + (leftOut.has(title.key) ? title.rows : 0), 0);
  const tabs = [
    { id: 'matched', name: 'Matched', size: matched.length },
    { id: 'ambiguous', name: 'Ambiguous', size: ambiguous.length },
    { id: 'unmatched', name: 'Unmatched', size: unmatched.length },
    { id: 'rejected', name: 'Unreadable lines', size: rejected.length },
  ].filter(({ id, size }) => size > 0 || id === 'matched');
  return (
    <section className={page.stack} aria-labelledby="preview">
      <h2 id="preview">{preview.format}</h2>
      <PreviewFacts preview={preview} />
      {preview.rows > 0 && preview.known >= preview.rows ? (
        <Note>
          <p>Every row of this file is already in your vault. Importing it again adds nothing.</p>
        </Note>
      ) : null}
      <Tabs className={page.stack ?? ''}>
        <TabList className={styles.tabs ?? ''} aria-label="What is in the file">
          {tabs.map(({ id, name, size }) => (
            <Tab key={id} id={id} className={styles.tab ?? ''}>
              {name} ({count(size)})
            </Tab>
          ))}
        </TabList>
        <TabPanel id="matched">
          <MatchedTab matched={matched} leftOut={leftOut} onChange={setLeftOut} />
        </TabPanel>
        <TabPanel id="ambiguous">
          <AmbiguousTab
            ambiguous={ambiguous}
            items={items}
            onChange={(key, id) => setItems((before) => ({ ...before, [key]: id }))}
          />
        </TabPanel>
        <TabPanel id="unmatched">
          <UnmatchedTab unmatched={unmatched} />
        </TabPanel>
        <TabPanel id="rejected">
          <RejectedTab rejected={rejected} />
        </TabPanel>
      </Tabs>
      <div className={styles.foot}>
        <output>
          {leftOut.size === 0
            ? 'Nothing left out'
            : `${counted(leftOut.size, 'title')} left out (${counted(rows, 'row')})`}
        </output>
        <div className={page.row}>
          <Button look="quiet" onPress={onCancel}>
            Cancel
          </Button>
          <Button look="primary" onPress={() => onCommit({ items, leaveOut: [...leftOut] })}>
            Import
          </Button>
        </div>
      </div>
    </section>
  );
}
