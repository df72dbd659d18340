import { Button, ErrorNote } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { ConsoleAccount } from '@parlour/wire';
import { changeRole, removeAccount } from '../../api/accounts.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { useWork } from '../../session/use-change.ts';

const TOUCHES = ['accounts', 'audit', 'session'] as const;

export function AccountActions({ account: { id, name, role, isOfProvider } }: { account: ConsoleAccount }) {
  const turn = useWork(changeRole, { touches: TOUCHES });
  const remove = useWork(removeAccount, { touches: TOUCHES, done: `${name} is removed.` });
  const other = role === 'operator' ? 'viewer' : 'operator';
  return (
    <div className={page.stack}>
      <ErrorNote error={turn.error} />
      <div className={page.row}>
        {isOfProvider ? null : (
          <Button isDisabled={turn.busy} onPress={() => void turn.run({ id, role: other })}>
            {other === 'viewer' ? 'Make a viewer' : 'Make an operator'}
          </Button>
        )}
        <ConfirmButton
          label="Remove"
          icon="trash"
          title={`Remove ${name}?`}
          confirm="Remove the account"
          busy={remove.busy}
          error={remove.error}
          onOpen={remove.clear}
          onConfirm={async () => (await remove.run(id)) !== undefined}
        >
          <p>
            {name} is signed out everywhere and cannot sign in any more. What {name} did stays in the audit
            log.
          </p>
        </ConfirmButton>
      </div>
    </div>
  );
}
