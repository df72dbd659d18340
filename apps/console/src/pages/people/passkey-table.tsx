import type { ConsoleAccount, Passkey } from '@parlour/wire';
import { removePasskey } from '../../api/accounts.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Moment } from '../../components/moment.tsx';
import { useMayChange } from '../../session/session-context.ts';
import { useWork } from '../../session/use-change.ts';

/** What an account signs in by; nothing shown here lets anybody in. */
export function PasskeyTable({ account }: { account: ConsoleAccount }) {
  const mayChange = useMayChange();
  const columns: Column<Passkey>[] = [
    { name: 'Passkey of', cell: ({ host }) => host },
    {
      name: 'Kept',
      isExtra: true,
      cell: ({ isSynced }) => (isSynced ? 'On all devices of its maker' : 'On one device'),
    },
    { name: 'Made', isExtra: true, cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { name: 'Used', cell: ({ usedAt }) => (usedAt === null ? 'Never' : <Moment at={usedAt} />) },
  ];
  if (mayChange)
    columns.push({
      name: 'Change',
      cell: (passkey) => <RemovePasskey account={account} passkey={passkey} />,
    });
  return (
    <DataTable
      caption={`Passkeys of ${account.name}`}
      columns={columns}
      rows={account.passkeys}
      rowKey={({ id }) => id}
    />
  );
}

function RemovePasskey({ account, passkey }: { account: ConsoleAccount; passkey: Passkey }) {
  const { busy, error, run, clear } = useWork(removePasskey, {
    done: 'The passkey lets nobody in any more.',
    touches: ['accounts', 'audit'],
  });
  return (
    <ConfirmButton
      label="Remove"
      title="Remove this passkey?"
      confirm="Remove the passkey"
      busy={busy}
      error={error}
      onOpen={clear}
      onConfirm={async () => (await run({ id: account.id, passkey: passkey.id })) !== undefined}
    >
      <p>
        {account.name} cannot sign in by it any more, and sessions that it began end. An account without a
        passkey needs a new enrolment.
      </p>
    </ConfirmButton>
  );
}
