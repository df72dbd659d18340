import { counted, Pager } from '@parlour/interface';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asked } from '../../api/asked.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Panel } from '../../components/panel.tsx';

const SIZE = 25;

/** Rows that an import left out, and why. */
export function RejectedRows({ job }: { job: string }) {
  const [offset, setOffset] = useState(0);
  const query = useQuery({
    ...asked('GET /api/operator/jobs/:id/rejected', { params: { id: job }, query: { limit: SIZE, offset } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Panel
      title="Rejected rows"
      lead="Everything else of the file was imported. Mend these in the file and import it again: what is there already stays as it is."
    >
      <Loaded query={query} what="the rejected rows">
        {({ rows, kept }) => (
          <>
            <p>{counted(kept, 'row')} kept to look at.</p>
            <DataTable
              caption="Rejected rows"
              columns={[
                { name: 'Line', isNumber: true, cell: ({ line }) => line },
                { name: 'Why', cell: ({ reason }) => reason },
                { name: 'File', isExtra: true, cell: ({ file }) => file ?? '' },
              ]}
              rows={rows}
              rowKey={({ file, line }) => `${file} ${line}`}
            />
            <Pager label="Rejected rows" offset={offset} size={SIZE} total={kept} onChange={setOffset} />
          </>
        )}
      </Loaded>
    </Panel>
  );
}
