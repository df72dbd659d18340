import { counted } from '@parlour/interface';
import type { InviteBatch } from '@parlour/wire/api';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { useChange } from '../../session/use-change.ts';
import { batchName, openInvites } from './batch-words.ts';

export function RevokeBatch({ batch }: { batch: InviteBatch }) {
  const { busy, error, run, clear } = useChange('POST /api/operator/invites/:id/revoke', {
    done: 'Revoked.',
    touches: ['GET /api/operator/invites'],
  });
  return (
    <ConfirmButton
      label="Revoke"
      title={`Revoke what is open of “${batchName(batch)}”?`}
      confirm="Revoke"
      busy={busy}
      error={error}
      onOpen={clear}
      onConfirm={async () => (await run({ params: { id: batch.id } })) !== undefined}
    >
      <p>
        {counted(openInvites(batch), 'invite')} will let nobody in any more. Tokens that were had by others of
        the batch stay valid until their epoch ends.
      </p>
    </ConfirmButton>
  );
}
