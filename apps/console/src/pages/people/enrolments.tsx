import type { Enrolment } from '@parlour/wire';
import { useQuery } from '@tanstack/react-query';
import { enrolmentsQuery, withdrawEnrolment } from '../../api/accounts.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Moment } from '../../components/moment.tsx';
import { Panel } from '../../components/panel.tsx';
import { useMayChange } from '../../session/session-context.ts';
import { useWork } from '../../session/use-change.ts';

/** Codes that wait to be used; nothing where none does. */
export function Enrolments() {
  const query = useQuery(enrolmentsQuery);
  const mayChange = useMayChange();
  const columns: Column<Enrolment>[] = [
    { name: 'For a', cell: ({ role }) => role },
    { name: 'Made', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { name: 'Expires', cell: ({ expires }) => <Moment at={expires} /> },
  ];
  if (mayChange) columns.push({ name: 'Change', cell: (enrolment) => <Withdraw enrolment={enrolment} /> });
  if (query.data?.length === 0) return null;
  return (
    <Panel
      title="Codes that wait"
      lead="Made, and not used yet. A code itself is shown once, when it is made."
    >
      <Loaded query={query} what="the codes">
        {(enrolments) => (
          <DataTable caption="Codes that wait" columns={columns} rows={enrolments} rowKey={({ id }) => id} />
        )}
      </Loaded>
    </Panel>
  );
}

function Withdraw({ enrolment: { id } }: { enrolment: Enrolment }) {
  const { busy, error, run, clear } = useWork(withdrawEnrolment, {
    done: 'The code lets nobody in.',
    touches: ['enrolments', 'audit'],
  });
  return (
    <ConfirmButton
      label="Withdraw"
      title="Withdraw this code?"
      confirm="Withdraw the code"
      busy={busy}
      error={error}
      onOpen={clear}
      onConfirm={async () => (await run(id)) !== undefined}
    >
      <p>Whoever has it cannot come in by it any more.</p>
    </ConfirmButton>
  );
}
