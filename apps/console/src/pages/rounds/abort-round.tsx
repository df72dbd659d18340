import type { RoundStatus } from '@parlour/wire/api';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { useChange } from '../../session/use-change.ts';
import { shortHash } from '../../format/short-hash.ts';

export function AbortRound({ round }: { round: RoundStatus }) {
  const { busy, error, run, clear } = useChange('POST /api/operator/rounds/:id/abort', {
    done: `Round ${shortHash(round.id)} was aborted.`,
    touches: ['GET /api/operator/rounds/:id', 'GET /api/operator/rounds'],
  });
  return (
    <ConfirmButton
      label="Abort"
      icon="stop"
      look="danger"
      title="Abort this round?"
      confirm="Abort the round"
      busy={busy}
      error={error}
      onOpen={clear}
      onConfirm={async () => (await run({ params: { id: round.id } })) !== undefined}
    >
      <p>
        It ends without a sum, for good. Devices that have not sent a report get their token back and may join
        another round; what others have sent is thrown away, unseen.
      </p>
    </ConfirmButton>
  );
}
