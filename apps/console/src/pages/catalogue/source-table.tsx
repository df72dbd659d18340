import { Button, ErrorNote } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { CatalogueSource } from '@parlour/wire/api';
import { useNavigate } from 'react-router';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { useMayChange } from '../../session/session-context.ts';
import { useChange } from '../../session/use-change.ts';
import { FORMATS } from './job-words.ts';
import styles from './source-table.module.css';

export function SourceTable({ sources }: { sources: readonly CatalogueSource[] }) {
  const mayChange = useMayChange();
  const columns: Column<CatalogueSource>[] = [
    { name: 'Source', cell: ({ name }) => name },
    { name: 'Address', isExtra: true, cell: ({ url }) => <code className={styles.address}>{url}</code> },
    {
      name: 'Format',
      isExtra: true,
      cell: ({ format }) => FORMATS.find(({ value }) => value === format)?.name ?? format,
    },
  ];
  if (mayChange) columns.push({ name: 'Change', cell: (source) => <SourceChanges source={source} /> });
  return <DataTable caption="Sources" columns={columns} rows={sources} rowKey={({ id }) => id} />;
}

function SourceChanges({ source: { id, name } }: { source: CatalogueSource }) {
  const navigate = useNavigate();
  const refresh = useChange('POST /api/operator/sources/:id/refresh', {
    touches: ['GET /api/operator/jobs'],
  });
  const remove = useChange('DELETE /api/operator/sources/:id', {
    done: 'The source is gone; its titles stay.',
    touches: ['GET /api/operator/sources', 'GET /api/operator/schedules'],
  });
  return (
    <div className={page.row}>
      <Button
        icon="refresh"
        isDisabled={refresh.busy}
        onPress={() =>
          void refresh
            .run({ params: { id } })
            .then((job) => job !== undefined && navigate(`/catalogue/jobs/${job.id}`))
        }
      >
        Import now
      </Button>
      <ConfirmButton
        label="Remove"
        title={`Remove ${name}?`}
        confirm="Remove the source"
        busy={remove.busy}
        error={remove.error}
        onOpen={remove.clear}
        onConfirm={async () => (await remove.run({ params: { id } })) !== undefined}
      >
        <p>Its schedules go with it. What was imported from it stays in the catalogue.</p>
      </ConfirmButton>
      <ErrorNote error={refresh.error} />
    </div>
  );
}
