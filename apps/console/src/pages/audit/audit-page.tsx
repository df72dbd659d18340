import { Button, Empty, ErrorNote, saveBlob, SelectField, TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { auditQuery, exportAudit } from '../../api/accounts.ts';
import form from '../../components/form.module.css';
import { Loaded } from '../../components/loaded.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Panel } from '../../components/panel.tsx';
import { useWork } from '../../session/use-change.ts';
import { actorName, isFound } from './audit-words.ts';
import { AuditTable } from './audit-table.tsx';

export function AuditPage() {
  const query = useInfiniteQuery(auditQuery);
  const [text, setText] = useState('');
  const [actor, setActor] = useState('');
  return (
    <div className={page.page}>
      <PageHead
        title="Audit log"
        lead="Who changed what. Entries are bound to each other by hashes: whoever keeps one hash can tell whether anything before it was changed since."
        actions={<Export />}
      />
      <Loaded query={query} what="the log">
        {({ pages }) => {
          const entries = pages.flatMap((part) => part.entries);
          const actors = [...new Set(entries.map((entry) => actorName(entry.actor)))];
          const found = entries.filter((entry) => isFound(entry, text, actor));
          return entries.length === 0 ? (
            <Empty title="Nothing has been changed yet">
              <p>What operators do is written down here, from the first thing on.</p>
            </Empty>
          ) : (
            <Panel title="Entries" lead="The newest first. Filters look through what is shown so far.">
              <div className={form.fields}>
                <TextField
                  label="Contains"
                  value={text}
                  onChange={setText}
                  help="Action, subject or detail."
                />
                <SelectField
                  label="By"
                  value={actor}
                  options={[{ value: '', name: 'Anybody' }, ...actors.map((name) => ({ value: name, name }))]}
                  onChange={setActor}
                />
              </div>
              {found.length === 0 ? (
                <p className={page.quiet}>Nothing of what is shown so far fits.</p>
              ) : (
                <AuditTable entries={found} />
              )}
              <MoreButton query={query} />
            </Panel>
          );
        }}
      </Loaded>
    </div>
  );
}

function Export() {
  const { busy, error, run } = useWork(
    async () => {
      const log = await exportAudit();
      saveBlob(log, 'parlour-audit.json');
      return log;
    },
    { touches: [] },
  );
  return (
    <>
      <Button icon="download" isDisabled={busy} onPress={() => void run(undefined)}>
        Save all as JSON
      </Button>
      <ErrorNote error={error} />
    </>
  );
}
